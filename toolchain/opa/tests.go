package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type testRequest struct {
	policySet
	Data     map[string]any `json:"data"`
	Filter   string         `json:"filter"`
	Coverage bool           `json:"coverage"`
}

type testsResult struct {
	Tests    []testInfo              `json:"tests"`
	Coverage map[string]fileCoverage `json:"coverage"`
}

type testInfo struct {
	Package    string   `json:"package"`
	Name       string   `json:"name"`
	File       string   `json:"file"`
	Line       int      `json:"line"`
	Column     int      `json:"column"`
	Outcome    string   `json:"outcome"`
	Error      *problem `json:"error"`
	FailedAt   *place   `json:"failedAt"`
	DurationNs int64    `json:"durationNs"`
	Output     string   `json:"output"`
	Cases      []string `json:"failedCases"`
}

type place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"`
}

type fileCoverage struct {
	Covered    []lineRange `json:"covered"`
	NotCovered []lineRange `json:"notCovered"`
	Percent    float64     `json:"percent"`
}

type lineRange struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Only the host can end a test: here nothing preempts it, so the tester's own limit must not be what is waited for.
const never = 24 * time.Hour

func runTests(request testRequest) (any, []problem) {
	capabilities := allowed(request.Builtins)
	for _, builtin := range []*ast.Builtin{ast.Print, ast.InternalPrint, ast.InternalTestCase} {
		if !declares(capabilities, builtin.Name) {
			capabilities.Builtins = append(capabilities.Builtins, builtin)
		}
	}
	modules, problems := parse(request.policySet, capabilities)
	if len(problems) > 0 {
		return nil, problems
	}
	ctx := context.Background()
	store := inmem.NewFromObject(request.Data)
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		panic(err)
	}
	defer store.Abort(ctx, txn)
	runner := tester.NewRunner().
		SetCompiler(ast.NewCompiler().
			WithCapabilities(capabilities).
			WithEnablePrintStatements(true).
			WithDefaultRegoVersion(ast.RegoV1).
			SetErrorLimit(errorLimit)).
		SetStore(store).
		SetModules(modules).
		SetParallel(1).
		SetTimeout(never).
		CapturePrintOutput(true).
		// As in the evaluation that ships: what a built-in cannot take leaves its expression undefined.
		RaiseBuiltinErrors(false).
		Filter(request.Filter)
	tracer := newTestTracer(request.Coverage)
	runner.SetCoverageQueryTracer(tracer)
	channel, err := runner.RunTests(ctx, txn)
	if err != nil {
		return nil, problemsOf(err)
	}
	result := testsResult{Tests: []testInfo{}, Coverage: map[string]fileCoverage{}}
	for one := range channel {
		result.Tests = append(result.Tests, describeTest(one, tracer))
	}
	slices.SortFunc(result.Tests, func(a, b testInfo) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Name, b.Name))
	})
	if tracer.coverage != nil {
		for file, report := range tracer.coverage.Report(modules).Files {
			result.Coverage[file] = fileCoverage{rangesOf(report.Covered), rangesOf(report.NotCovered), report.Coverage}
		}
	}
	return result, nil
}

func describeTest(one *tester.Result, tracer *testTracer) testInfo {
	described := testInfo{
		Package:    strings.TrimPrefix(one.Package, "data."),
		Name:       one.Name,
		Outcome:    outcome(one),
		DurationNs: one.Duration.Nanoseconds(),
		Output:     string(one.Output),
		Cases:      failedCases(one),
	}
	if one.Location != nil {
		described.File, described.Line, described.Column = one.Location.File, one.Location.Row, one.Location.Col
	}
	if one.Error != nil {
		described.Error = &evaluationProblems(one.Error)[0]
	}
	if described.Outcome == "failed" {
		described.FailedAt = tracer.furthestFailure(one.Location)
	}
	return described
}

func outcome(one *tester.Result) string {
	switch {
	case one.Error != nil:
		return "error"
	case one.Skip:
		return "skipped"
	case one.Fail:
		return "failed"
	default:
		return "passed"
	}
}

func evaluationProblems(err error) []problem {
	if evaluation, ok := err.(*topdown.Error); ok {
		return []problem{problemOf(&ast.Error{Code: evaluation.Code, Message: evaluation.Message, Location: evaluation.Location})}
	}
	return problemsOf(err)
}

// failedCases names the failed members of a test over many cases.
func failedCases(one *tester.Result) []string {
	names := []string{}
	for path, result := range one.SubResults.Iter {
		if result.Fail && len(result.SubResults) == 0 {
			names = append(names, strings.Join(path, "/"))
		}
	}
	return names
}

// rangesOf gives the lines, those that touch or overlap as one range. The ranges come sorted.
func rangesOf(ranges []cover.Range) []lineRange {
	lines := make([]lineRange, 0, len(ranges))
	for _, one := range ranges {
		if last := len(lines) - 1; last >= 0 && one.Start.Row <= lines[last].To+1 {
			lines[last].To = max(lines[last].To, one.End.Row)
		} else {
			lines = append(lines, lineRange{one.Start.Row, one.End.Row})
		}
	}
	return lines
}
