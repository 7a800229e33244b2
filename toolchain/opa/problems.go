package main

import (
	"errors"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// problem is one error in the user's Rego. Line and column count from 1; they are absent where it lies in no file.
type problem struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	File    *string  `json:"file"`
	Line    *int     `json:"line"`
	Column  *int     `json:"column"`
	Details []string `json:"details"`
}

func problemsOf(err error) []problem {
	var many ast.Errors
	if errors.As(err, &many) {
		many.Sort()
		found := make([]problem, 0, len(many))
		for _, one := range many {
			found = addUnlessRepeated(found, problemOf(one))
		}
		return found
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []problem{problemOf(one)}
	}
	return []problem{{Code: ast.CompileErr, Message: shortened(err.Error()), Details: []string{}}}
}

func problemOf(err *ast.Error) problem {
	found := problem{Code: err.Code, Message: shortened(err.Message), Details: []string{}}
	if at := err.Location; at != nil && at.File != "" {
		// To the parser the end of a file that ends in a line break is column 0, and an empty file has line 0.
		line, column := max(at.Row, 1), max(at.Col, 1)
		found.File, found.Line, found.Column = &at.File, &line, &column
	}
	if err.Details != nil {
		for _, line := range err.Details.Lines() {
			found.Details = append(found.Details, shortened(line))
		}
	}
	return found
}

// addUnlessRepeated leaves out a message the parser gives twice for one place, the second time with more to say.
func addUnlessRepeated(found []problem, next problem) []problem {
	if len(found) > 0 && next.File != nil {
		previous := found[len(found)-1]
		samePlace := previous.File != nil && *previous.File == *next.File && *previous.Line == *next.Line && *previous.Column == *next.Column
		if samePlace && strings.HasPrefix(next.Message, previous.Message) {
			found = found[:len(found)-1]
		}
	}
	return append(found, next)
}

// Nobody reads further, and a hostile source may be one line of megabytes.
const longestText = 400

func shortened(text string) string {
	runes := []rune(text)
	if len(runes) <= longestText {
		return text
	}
	return string(runes[:longestText]) + "…"
}
