package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

type packageInfo struct {
	// Without `data`, dotted: `policies.function_roles.shared_role`.
	Package     string           `json:"package"`
	Path        []string         `json:"path"`
	Files       []string         `json:"files"`
	Rules       []string         `json:"rules"`
	Annotations []annotation     `json:"annotations"`
	Collections []collectionInfo `json:"collections"`
}

type annotation struct {
	Scope            string            `json:"scope"`
	Target           string            `json:"target"`
	File             string            `json:"file"`
	Line             int               `json:"line"`
	Column           int               `json:"column"`
	Title            string            `json:"title"`
	Description      string            `json:"description"`
	Entrypoint       bool              `json:"entrypoint"`
	RelatedResources []relatedResource `json:"relatedResources"`
	Organizations    []string          `json:"organizations"`
	Authors          []author          `json:"authors"`
	Custom           map[string]any    `json:"custom"`
}

type relatedResource struct {
	Ref         string `json:"ref"`
	Description string `json:"description"`
}

type author struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// describePackages lists every package by name, with what its files say of themselves and what of `input` it reads.
func describePackages(compiler *ast.Compiler) []packageInfo {
	packages := map[string]*packageInfo{}
	rules := map[string][]*ast.Rule{}
	for _, file := range util.KeysSorted(compiler.Modules) {
		module := compiler.Modules[file]
		path := pathOf(module.Package.Path)
		name := strings.Join(path, ".")
		info, ok := packages[name]
		if !ok {
			info = &packageInfo{Package: name, Path: path, Annotations: []annotation{}, Rules: []string{}}
			packages[name] = info
		}
		info.Files = append(info.Files, file)
		for _, found := range module.Annotations {
			info.Annotations = append(info.Annotations, annotationOf(found, file))
		}
		for _, rule := range module.Rules {
			rules[name] = append(rules[name], rule)
			if ruleName := rule.Head.Ref().GroundPrefix().String(); !slices.Contains(info.Rules, ruleName) {
				info.Rules = append(info.Rules, ruleName)
			}
		}
	}
	described := make([]packageInfo, 0, len(packages))
	reader := newCollectionReader(compiler)
	for _, name := range util.KeysSorted(packages) {
		info := packages[name]
		slices.Sort(info.Rules)
		info.Collections = reader.read(rules[name])
		described = append(described, *info)
	}
	return described
}

func pathOf(ref ast.Ref) []string {
	path := make([]string, 0, len(ref))
	for _, term := range ref[1:] {
		if part, ok := term.Value.(ast.String); ok {
			path = append(path, string(part))
		}
	}
	return path
}

func annotationOf(found *ast.Annotations, file string) annotation {
	described := annotation{
		Scope:            found.Scope,
		Target:           found.GetTargetPath().String(),
		File:             file,
		Title:            found.Title,
		Description:      strings.TrimRight(found.Description, "\n"),
		Entrypoint:       found.Entrypoint,
		RelatedResources: []relatedResource{},
		Organizations:    append([]string{}, found.Organizations...),
		Authors:          []author{},
		Custom:           map[string]any{},
	}
	if found.Location != nil {
		described.Line, described.Column = found.Location.Row, found.Location.Col
	}
	for _, resource := range found.RelatedResources {
		described.RelatedResources = append(described.RelatedResources, relatedResource{resource.Ref.String(), resource.Description})
	}
	for _, person := range found.Authors {
		described.Authors = append(described.Authors, author{person.Name, person.Email})
	}
	if found.Custom != nil {
		described.Custom = found.Custom
	}
	return described
}

type collectionInfo struct {
	// The name below `input`; `*` where all of `input` is read at once.
	Name string `json:"name"`
	// True: every element is visited somewhere. False: only looked up by a key that is already known.
	Iterated bool `json:"iterated"`
	// True: one element may be held against another, or all are taken at once.
	Paired bool `json:"paired"`
}

func sortedCollections(found readings) []collectionInfo {
	list := make([]collectionInfo, 0, len(found))
	for name, own := range found {
		list = append(list, collectionInfo{name, own.visits > 0 || own.whole, own.paired})
	}
	slices.SortFunc(list, func(a, b collectionInfo) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
