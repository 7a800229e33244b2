package main

import (
	"maps"

	"github.com/open-policy-agent/opa/v1/ast"
)

// collectionReader finds which `input.<name>` rules read, themselves or through the rules and functions they call, and
// whether they visit all of its elements. It works on compiled rules: there every expression stands after those that
// bind its variables, so an index that is bound before is a lookup and any other is an iteration.
type collectionReader struct {
	compiler *ast.Compiler
	own      map[*ast.Rule]readings
}

// readings are what one rule, or all of them, read of each collection.
type readings map[string]reading

type reading struct {
	// How often all elements are visited, nested ones counted once.
	visits int
	// It is taken as a whole: counted, or handed to a function.
	whole bool
	// Its elements may meet each other.
	paired bool
}

// entries are the rules that judge: what they visit once, they visit element by element.
var entries = map[string]bool{"deny": true, "applies": true}

func newCollectionReader(compiler *ast.Compiler) *collectionReader {
	return &collectionReader{compiler: compiler, own: map[*ast.Rule]readings{}}
}

func (r *collectionReader) read(rules []*ast.Rule) []collectionInfo {
	found := readings{}
	visited := map[*ast.Rule]bool{}
	pending := rules
	for len(pending) > 0 {
		rule := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if visited[rule] {
			continue
		}
		visited[rule] = true
		isEntry := entries[string(rule.Head.Name)]
		for name, own := range r.ofRule(rule) {
			before := found[name]
			found[name] = reading{
				visits: before.visits + own.visits,
				whole:  before.whole || own.whole,
				paired: before.paired || own.whole || own.visits > 1 || own.visits > 0 && !isEntry,
			}
		}
		for node := range r.compiler.Graph.Dependencies(rule) {
			if next, ok := node.(*ast.Rule); ok {
				pending = append(pending, next)
			}
		}
	}
	return sortedCollections(found)
}

func (r *collectionReader) ofRule(rule *ast.Rule) readings {
	if found, ok := r.own[rule]; ok {
		return found
	}
	found := readings{}
	r.own[rule] = found
	bound := ast.VarSet{}
	for _, argument := range rule.Head.Args {
		bound.Update(variablesOf(argument))
	}
	visitBody(rule.Body, bound, found)
	for _, term := range []*ast.Term{rule.Head.Key, rule.Head.Value} {
		if term != nil {
			visitNode(term, bound, found)
		}
	}
	if rule.Else != nil {
		for name, other := range r.ofRule(rule.Else) {
			before := found[name]
			found[name] = reading{visits: before.visits + other.visits, whole: before.whole || other.whole}
		}
	}
	return found
}

// visitBody adds to bound what the body binds.
func visitBody(body ast.Body, bound ast.VarSet, found readings) {
	for _, expr := range body {
		visitNode(expr, bound, found)
		bound.Update(variablesOf(expr))
	}
}

func visitNode(node any, bound ast.VarSet, found readings) {
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case ast.Ref:
			noteReference(x, bound, found)
			return false
		case *ast.With:
			visitNode(x.Value, bound, found)
			return true
		case *ast.ArrayComprehension:
			visitClosure(x.Body, bound, found, x.Term)
			return true
		case *ast.SetComprehension:
			visitClosure(x.Body, bound, found, x.Term)
			return true
		case *ast.ObjectComprehension:
			visitClosure(x.Body, bound, found, x.Key, x.Value)
			return true
		case *ast.Every:
			visitNode(x.Domain, bound, found)
			inner := maps.Clone(bound)
			for _, term := range []*ast.Term{x.Key, x.Value} {
				if term != nil {
					inner.Update(variablesOf(term))
				}
			}
			visitClosure(x.Body, inner, found)
			return true
		}
		return false
	}).Walk(node)
}

func visitClosure(body ast.Body, bound ast.VarSet, found readings, heads ...*ast.Term) {
	inner := maps.Clone(bound)
	visitBody(body, inner, found)
	for _, head := range heads {
		visitNode(head, inner, found)
	}
}

func noteReference(ref ast.Ref, bound ast.VarSet, found readings) {
	if len(ref) == 0 || !ref[0].Equal(ast.InputRootDocument) {
		return
	}
	if len(ref) == 1 {
		found.note("*", func(own *reading) { own.whole = true })
		return
	}
	name := "*"
	if text, ok := ref[1].Value.(ast.String); ok {
		name = string(text)
	} else if !isBound(ref[1], bound) {
		found.note("*", func(own *reading) { own.visits++ })
		return
	}
	found.note(name, func(own *reading) {
		if len(ref) == 2 {
			own.whole = true
		} else if !isBound(ref[2], bound) {
			own.visits++
		}
	})
}

func (r readings) note(name string, change func(*reading)) {
	own := r[name]
	change(&own)
	r[name] = own
}

// isBound says whether an index is a value that is known already; any other stands for each of them in turn.
func isBound(index *ast.Term, bound ast.VarSet) bool {
	variable, ok := index.Value.(ast.Var)
	return !ok || bound.Contains(variable)
}

func variablesOf(node any) ast.VarSet {
	visitor := ast.NewVarVisitor().WithParams(ast.VarVisitorParams{
		SkipRefHead:    true,
		SkipClosures:   true,
		SkipWithTarget: true,
	})
	visitor.Walk(node)
	return visitor.Vars()
}
