# For a Makefile: include drafts.mk, then "make check-drafts" checks what changed since the last time.
DRAFTS ?= $(wildcard drafts/*.md drafts/*.txt)
DB ?= news.db
CHECKED := .syndicheck

.PHONY: check-drafts
check-drafts: $(DRAFTS:%=$(CHECKED)/%.ok)

$(CHECKED)/%.ok: % $(DB)
	@mkdir -p $(@D)
	syndicheck check $< --db $(DB)
	@touch $@
