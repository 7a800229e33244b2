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
	own      map[*ast.Rule]map[string]bool
}

func newCollectionReader(compiler *ast.Compiler) *collectionReader {
	return &collectionReader{compiler: compiler, own: map[*ast.Rule]map[string]bool{}}
}

func (r *collectionReader) read(rules []*ast.Rule) []collectionInfo {
	found := map[string]bool{}
	visited := map[*ast.Rule]bool{}
	pending := rules
	for len(pending) > 0 {
		rule := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if visited[rule] {
			continue
		}
		visited[rule] = true
		for name, iterated := range r.ofRule(rule) {
			found[name] = found[name] || iterated
		}
		for node := range r.compiler.Graph.Dependencies(rule) {
			if next, ok := node.(*ast.Rule); ok {
				pending = append(pending, next)
			}
		}
	}
	return sortedCollections(found)
}

func (r *collectionReader) ofRule(rule *ast.Rule) map[string]bool {
	if found, ok := r.own[rule]; ok {
		return found
	}
	found := map[string]bool{}
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
		for name, iterated := range r.ofRule(rule.Else) {
			found[name] = found[name] || iterated
		}
	}
	return found
}

// visitBody adds to bound what the body binds.
func visitBody(body ast.Body, bound ast.VarSet, found map[string]bool) {
	for _, expr := range body {
		visitNode(expr, bound, found)
		bound.Update(variablesOf(expr))
	}
}

func visitNode(node any, bound ast.VarSet, found map[string]bool) {
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

func visitClosure(body ast.Body, bound ast.VarSet, found map[string]bool, heads ...*ast.Term) {
	inner := maps.Clone(bound)
	visitBody(body, inner, found)
	for _, head := range heads {
		visitNode(head, inner, found)
	}
}

func noteReference(ref ast.Ref, bound ast.VarSet, found map[string]bool) {
	if len(ref) == 0 || !ref[0].Equal(ast.InputRootDocument) {
		return
	}
	if len(ref) == 1 {
		found["*"] = true
		return
	}
	name, ok := ref[1].Value.(ast.String)
	if !ok {
		found["*"] = true
		return
	}
	iterated := len(ref) == 2
	if !iterated {
		index, isVariable := ref[2].Value.(ast.Var)
		iterated = isVariable && !bound.Contains(index)
	}
	found[string(name)] = found[string(name)] || iterated
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
