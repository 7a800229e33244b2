package main

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
	"github.com/open-policy-agent/opa/v1/util"
)

// setInputType gives the compiler the type of `input`. OPA's own way, a schema set, loses what matters here: an object
// keyed by id becomes `any`, and "text or null" becomes text. So the type is made here and put where OPA keeps its own;
// the field has no setter, and a test fails should a new version rename it.
func setInputType(compiler *ast.Compiler, inputType types.Type) {
	field := reflect.ValueOf(compiler).Elem().FieldByName("inputType")
	reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Set(reflect.ValueOf(inputType))
}

// schemaReader turns JSON Schema (2020-12; the structural keywords) into the types of Rego's checker. Objects with
// properties are closed unless `additionalProperties` opens them; what has no counterpart is `any`.
type schemaReader struct {
	root map[string]any
	// References being followed: a schema that contains itself is `any` from there on.
	open map[string]bool
}

func inputTypeOf(schema map[string]any) types.Type {
	return (&schemaReader{root: schema, open: map[string]bool{}}).read(schema)
}

func (r *schemaReader) read(node any) types.Type {
	schema, ok := node.(map[string]any)
	if !ok {
		return types.A
	}
	if reference, ok := schema["$ref"].(string); ok {
		return r.follow(reference)
	}
	for _, union := range []string{"anyOf", "oneOf"} {
		if options, ok := schema[union].([]any); ok && len(options) > 0 {
			return r.readUnion(options)
		}
	}
	if parts, ok := schema["allOf"].([]any); ok && len(parts) > 0 {
		return r.read(r.merge(schema, parts))
	}
	if values, ok := schema["enum"].([]any); ok && len(values) > 0 {
		return unionOfValues(values)
	}
	if value, ok := schema["const"]; ok {
		return unionOfValues([]any{value})
	}
	return r.readTyped(schema)
}

func (r *schemaReader) follow(reference string) types.Type {
	target, ok := r.resolve(reference)
	if !ok || r.open[reference] {
		return types.A
	}
	r.open[reference] = true
	defer delete(r.open, reference)
	return r.read(target)
}

func (r *schemaReader) resolve(reference string) (any, bool) {
	pointer, ok := strings.CutPrefix(reference, "#")
	if !ok {
		return nil, false
	}
	var node any = r.root
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if part == "" {
			continue
		}
		object, ok := node.(map[string]any)
		if !ok {
			return nil, false
		}
		node = object[strings.NewReplacer("~1", "/", "~0", "~").Replace(part)]
	}
	return node, node != nil
}

func (r *schemaReader) readUnion(options []any) types.Type {
	var union types.Type
	for _, option := range options {
		union = types.Or(union, r.read(option))
	}
	return union
}

// merge lays the properties of all parts together; a part that is no object with properties says nothing here.
func (r *schemaReader) merge(schema map[string]any, parts []any) map[string]any {
	properties := map[string]any{}
	merged := map[string]any{"type": "object", "properties": properties}
	for _, part := range append([]any{schema}, parts...) {
		object, ok := part.(map[string]any)
		if !ok {
			continue
		}
		if reference, ok := object["$ref"].(string); ok {
			target, _ := r.resolve(reference)
			object, _ = target.(map[string]any)
		}
		own, _ := object["properties"].(map[string]any)
		for name, property := range own {
			properties[name] = property
		}
		if additional, ok := object["additionalProperties"]; ok {
			merged["additionalProperties"] = additional
		}
	}
	return merged
}

func unionOfValues(values []any) types.Type {
	var union types.Type
	for _, value := range values {
		union = types.Or(union, typeOfValue(value))
	}
	return union
}

func typeOfValue(value any) types.Type {
	switch value.(type) {
	case nil:
		return types.Nl
	case bool:
		return types.B
	case float64:
		return types.N
	case string:
		return types.S
	default:
		return types.A
	}
}

func (r *schemaReader) readTyped(schema map[string]any) types.Type {
	var union types.Type
	for _, name := range typeNames(schema) {
		union = types.Or(union, r.readOne(name, schema))
	}
	if union == nil {
		return types.A
	}
	return union
}

func typeNames(schema map[string]any) []string {
	switch declared := schema["type"].(type) {
	case string:
		return []string{declared}
	case []any:
		names := []string{}
		for _, name := range declared {
			names = append(names, fmt.Sprint(name))
		}
		return names
	}
	for _, keyword := range []string{"properties", "patternProperties", "additionalProperties"} {
		if _, ok := schema[keyword]; ok {
			return []string{"object"}
		}
	}
	if _, ok := schema["items"]; ok {
		return []string{"array"}
	}
	return nil
}

func (r *schemaReader) readOne(name string, schema map[string]any) types.Type {
	switch name {
	case "null":
		return types.Nl
	case "boolean":
		return types.B
	case "number", "integer":
		return types.N
	case "string":
		return types.S
	case "array":
		return r.readArray(schema)
	case "object":
		return r.readObject(schema)
	default:
		return types.A
	}
}

func (r *schemaReader) readArray(schema map[string]any) types.Type {
	var first []types.Type
	prefix, _ := schema["prefixItems"].([]any)
	for _, item := range prefix {
		first = append(first, r.read(item))
	}
	items, ok := schema["items"]
	switch {
	case ok && items == false:
		return types.NewArray(first, nil)
	case ok:
		return types.NewArray(first, r.read(items))
	default:
		return types.NewArray(first, types.A)
	}
}

func (r *schemaReader) readObject(schema map[string]any) types.Type {
	static := []*types.StaticProperty{}
	properties, _ := schema["properties"].(map[string]any)
	for _, name := range util.KeysSorted(properties) {
		static = append(static, types.NewStaticProperty(name, r.read(properties[name])))
	}
	var others types.Type
	patterns, _ := schema["patternProperties"].(map[string]any)
	for _, pattern := range util.KeysSorted(patterns) {
		others = types.Or(others, r.read(patterns[pattern]))
	}
	additional, declared := schema["additionalProperties"]
	closed := declared && additional == false
	switch {
	case declared && !closed:
		others = types.Or(others, r.read(additional))
	case !declared && len(static) == 0 && len(patterns) == 0:
		others = types.A
	}
	if others == nil {
		return types.NewObject(static, nil)
	}
	return types.NewObject(static, types.NewDynamicProperty(types.S, others))
}
