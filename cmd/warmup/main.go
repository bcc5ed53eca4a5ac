package main
import (
 "github.com/gohugoio/hugo/commands"
 _ "github.com/PuerkitoBio/goquery"
 _ "github.com/go-echarts/go-echarts/v2/charts"
 _ "modernc.org/quickjs"
 _ "modernc.org/sqlite"
 _ "github.com/parquet-go/parquet-go"
 _ "github.com/chromedp/chromedp"
)
func main(){ commands.Execute(nil) }
