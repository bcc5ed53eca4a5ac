// Package xianzhi embeds what the program needs in any folder: the theme, and
// the indicators, gazetteer and glossary that an archive starts from. An
// archive's own files take their place file by file (theme) or folder by
// folder (data). The files that hosts and CI read are there for new archives.
// It holds no code.
package xianzhi

import "embed"

// Files is rooted at the top of the repository.
//
//go:embed all:layouts assets all:content i18n static data/site.yaml data/sources.yaml data/indicators data/gazetteer data/glossary
//go:embed netlify.toml .ci/scrape .github/workflows/scrape.yml
var Files embed.FS
