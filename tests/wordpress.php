<?php
// The functions of WordPress that the recipe of docs/datasette.md uses, over PHP's own HTTP client.
// php tests/wordpress.php RECIPE.php DRAFT.txt, with BASE and TOKEN in the environment, publishes a post.

define('SYNDICHECK_TOKEN', getenv('TOKEN'));
$filters = [];

class WP_Error
{
    public function __construct(public $code, public $message, public $data)
    {
    }
}

function add_filter($name, $filter, $priority, $arguments)
{
    global $filters;
    $filters[$name] = $filter;
}

function wp_json_encode($value)
{
    return json_encode($value);
}

function get_post_field($field, $id)
{
    return '';
}

function get_permalink($id)
{
    return "https://own.example/?p=$id";
}

function is_wp_error($value)
{
    return $value instanceof WP_Error;
}

function wp_remote_post($url, $options)
{
    $head = '';
    foreach ($options['headers'] as $name => $value) {
        $head .= "$name: $value\r\n";
    }
    $request = ['method' => 'POST', 'header' => $head, 'content' => $options['body'], 'ignore_errors' => true];
    $url = str_replace('https://desk.example', getenv('BASE'), $url);
    $body = file_get_contents($url, false, stream_context_create(['http' => $request]));
    preg_match('#^HTTP/\S+ (\d+)#', $http_response_header[0], $found);
    return ['body' => $body, 'code' => (int) $found[1]];
}

function wp_remote_retrieve_response_code($answer)
{
    return $answer['code'];
}

function wp_remote_retrieve_body($answer)
{
    return $answer['body'];
}

require $argv[1];
$text = '<p>' . str_replace("\n\n", "</p>\n<p>", file_get_contents($argv[2])) . '</p>';
$post = (object) ['post_status' => 'publish', 'post_content' => $text, 'post_title' => 'Mine', 'ID' => 7];
$done = $filters['rest_pre_insert_post']($post, null);
echo is_wp_error($done) ? "refused: $done->message\n" : "published\n";
