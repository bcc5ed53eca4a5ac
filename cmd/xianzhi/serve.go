package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/pipeline"
	"github.com/xianzhi/xianzhi/internal/preview"
	"github.com/xianzhi/xianzhi/internal/review/desk"
)

func (a *app) serveCommand() *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Build, watch and preview with live reload on a loopback address, with a page for review",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), addr) },
	}
	c.Flags().StringVar(&addr, "addr", "localhost:1313", "loopback address to listen on; port 0 picks a free one")
	return c
}

// serve builds into two folders in turn, so that the page being looked at stays
// whole while the next is made.
func (a *app) serve(ctx context.Context, addr string) error {
	st, err := a.store()
	if err != nil {
		return err
	}
	srv, err := preview.Listen(addr)
	if err != nil {
		return err
	}
	srv.Handle(desk.Path, desk.New(st, userName()))
	turn := 0
	build := func() error {
		dir := st.Path("build", []string{"preview-a", "preview-b"}[turn%2])
		turn++
		p := a.progress()
		r, err := pipeline.Build(ctx, pipeline.Options{Store: st, Theme: xianzhi.Files, BaseURL: srv.URL(), Public: dir, PublishHeld: true, Log: a.hugoLog(), Progress: p.report})
		p.end()
		if err != nil {
			return err
		}
		srv.Show(dir)
		a.say("built %d pages; look at %s and review at %s", r.Pages, srv.URL(), srv.URL()+desk.Path[1:])
		return nil
	}
	if err := build(); err != nil {
		return err
	}
	go a.watch(ctx, st.Root, build)
	if err := srv.Serve(ctx); err != nil {
		return err
	}
	a.say("stopped")
	return nil
}

// watch builds again on changes of what people write. A build that fails is
// told, and the last good one stays.
func (a *app) watch(ctx context.Context, root string, build func() error) {
	var folders []string
	for _, dir := range []string{"data", "layouts", "assets", "content", "i18n", "static"} {
		folders = append(folders, filepath.Join(root, dir))
	}
	err := preview.Watch(ctx, folders, func() {
		if err := build(); err != nil && ctx.Err() == nil {
			a.say("%v", err)
		}
	})
	if err != nil {
		a.say("watch: %v; restart serve to see changes", err)
	}
}
