package main

import (
	"cmp"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type position struct {
	file         string
	line, column int
}

// testTracer remembers which expressions were not true, to say where a test failed, and passes events on for coverage.
type testTracer struct {
	coverage *cover.Cover
	failed   map[position]*ast.Location
}

func newTestTracer(withCoverage bool) *testTracer {
	tracer := &testTracer{failed: map[position]*ast.Location{}}
	if withCoverage {
		tracer.coverage = cover.New()
	}
	return tracer
}

func (t *testTracer) Enabled() bool { return true }

func (t *testTracer) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (t *testTracer) TraceEvent(event topdown.Event) {
	if t.coverage != nil {
		t.coverage.TraceEvent(event)
	}
	if event.Op != topdown.FailOp {
		return
	}
	if expr, ok := event.Node.(*ast.Expr); ok && expr.Location != nil {
		at := expr.Location
		t.failed[position{at.File, at.Row, at.Col}] = at
	}
}

// furthestFailure is the last expression within the rule that was not true: those before it were, at least once.
func (t *testTracer) furthestFailure(rule *ast.Location) *place {
	if rule == nil {
		return nil
	}
	endLine, endColumn := rule.End()
	var furthest *ast.Location
	for _, at := range t.failed {
		inside := at.File == rule.File && before(rule.Row, rule.Col, at.Row, at.Col) && before(at.Row, at.Col, endLine, endColumn)
		if inside && (furthest == nil || before(furthest.Row, furthest.Col, at.Row, at.Col)) {
			furthest = at
		}
	}
	if furthest == nil {
		return nil
	}
	return &place{furthest.File, furthest.Row, furthest.Col, shortened(string(furthest.Text))}
}

func before(line, column, otherLine, otherColumn int) bool {
	return cmp.Or(cmp.Compare(line, otherLine), cmp.Compare(column, otherColumn)) <= 0
}
