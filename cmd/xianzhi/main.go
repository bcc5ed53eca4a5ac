// Command xianzhi gathers news reports, finds the numbers in them, and builds a
// searchable bilingual static archive.
//
// Data goes to standard output, everything else to standard error with a
// "xianzhi:" prefix, lower case and without a final stop. Exit status: 0 done;
// 1 done, but some input failed; 2 wrong usage or configuration; 3 refused to
// publish.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/xianzhi/xianzhi"
	"github.com/xianzhi/xianzhi/internal/site"
	"github.com/xianzhi/xianzhi/internal/store"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == site.ChildVerb {
		os.Exit(child(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// child is this program as Hugo, started by package site.
func child(args []string) int {
	if err := site.Child(args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitPartial
	}
	return 0
}

// Main runs one command line and returns its exit status.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.status(root.ExecuteContext(ctx))
}

// An app is the world as one command line sees it.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	root           string
	json           bool
	verbose        bool
}

// Exit statuses; see FORMAT in doc/format.md.
const (
	exitPartial = 1
	exitUsage   = 2
	exitRefused = 3
)

// A statusError carries an exit status; its message was or will be printed.
type statusError struct {
	code int
	err  error
}

func (e *statusError) Error() string { return e.err.Error() }
func (e *statusError) Unwrap() error { return e.err }

// partial marks err as "done, but some input failed".
func partial(err error) error { return withStatus(exitPartial, err) }

// refused marks err as "refused to publish".
func refused(err error) error { return withStatus(exitRefused, err) }

func withStatus(code int, err error) error {
	if err == nil {
		return nil
	}
	return &statusError{code, err}
}

// status prints err, with a hint where one helps, and returns the exit status.
// What is not marked otherwise is wrong usage or configuration.
func (a *app) status(err error) int {
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) {
		a.say("stopped; what was gathered is kept, and the next run goes on from there")
		return exitPartial
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		a.say("%s", line)
	}
	var s *statusError
	if errors.As(err, &s) {
		return s.code
	}
	return exitUsage
}

// say prints one line to standard error.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.stderr, "xianzhi: "+format+"\n", args...)
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:           "xianzhi",
		Short:         "Gather news reports, read their numbers, and build a bilingual static archive",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&a.root, "root", ".", "the archive's folder")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "print machine-readable lines")
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "say more on standard error")
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.AddCommand(a.verbs()...)
	return root
}

// verbs lists every verb; each has a file of its own. To add one, write its
// function and add it here: the tests ask for its entry in doc/format.md.
func (a *app) verbs() []*cobra.Command {
	return []*cobra.Command{
		a.runCommand(), a.scrapeCommand(), a.addCommand(), a.reextractCommand(), a.sourcesCommand(),
		a.extractCommand(), a.repairCommand(),
		a.buildCommand(), a.serveCommand(), a.checkCommand(), a.exportCommand(),
		a.reviewCommand(), a.explainCommand(), a.translateCommand(), a.withdrawCommand(),
		a.releaseCommand(), a.newCommand(), a.changesCommand(), a.doctorCommand(),
		a.versionCommand(),
	}
}

// store opens the archive that --root names.
func (a *app) store() (*store.Store, error) { return store.Open(a.root, xianzhi.Files) }

// printFiles prints the names of files that a verb wrote, one a line.
func (a *app) printFiles(names []string) error {
	for _, name := range names {
		var err error
		if a.json {
			err = a.printLine(map[string]string{"file": name})
		} else {
			_, err = fmt.Fprintln(a.stdout, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// atLeastOne asks for at least one argument and says what it should be.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s: expected %s\nhint: xianzhi %s --help", c.Name(), what, c.Name())
		}
		return nil
	}
}
