import { describe, expect, test } from 'vitest'
import { parseTerm } from '../../../../engine/evaluate/terms.ts'
import { call } from './call.ts'

describe('strings.any_prefix_match and strings.any_suffix_match', () => {
  test.each([
    ['strings.any_prefix_match', '"arn:aws:s3:::b"', '["arn:aws:sqs", "arn:aws:s3"]', 'true'],
    ['strings.any_prefix_match', '{"a", "b"}', '"c"', 'false'],
    ['strings.any_prefix_match', '[]', '["a"]', 'false'],
    ['strings.any_suffix_match', '["a.js", "b.ts"]', '{".ts"}', 'true'],
    [
      'strings.any_suffix_match',
      '["a", 1]',
      '"a"',
      'error: operand 1 must be array of strings but got array containing number',
    ],
    ['strings.any_suffix_match', '1', '"a"', 'error: operand 1 must be one of {string, set, array} but got number'],
  ])('%s(%s, %s) is %s', (name, texts, parts, result) => {
    expect(call(name, texts, parts)).toBe(result)
  })
})

test('strings.count counts without overlap, and the empty text between all characters', () => {
  expect([call('strings.count', '"aaaa"', '"aa"'), call('strings.count', '"é😀"', '""')]).toEqual(['2', '3'])
})

test('strings.split_n takes parts from the left, or with a negative number from the right', () => {
  expect(['2', '9', '0', '-1'].map((count) => call('strings.split_n', '"a,b,c"', '","', count))).toEqual([
    '["a", "b"]',
    '["a", "b", "c"]',
    '[]',
    '["c"]',
  ])
})

test('indexof_n counts characters, not bytes or UTF-16 units', () => {
  expect([call('indexof_n', '"😀a😀aa"', '"a"'), call('indexof_n', '"aaa"', '"aa"')]).toEqual(['[1, 3, 4]', '[0, 1]'])
  expect(call('indexof_n', '"a"', '""')).toBe('error: empty search character')
})

test('glob.quote_meta escapes what glob.match takes as special', () => {
  expect(call('glob.quote_meta', '"*.github.com?[a]{b}!-"')).toBe(String.raw`"\\*.github.com\\?\\[a\\]\\{b\\}!-"`)
})

describe('strings.render_template', () => {
  const VARIABLES =
    '{"name": "shop", "count": 3, "list": ["a", null, 1.5], "map": {"b": 2, "a": 1}, "none": null, "empty": ""}'

  test.each([
    ['{{.name}} has {{.count}}', 'shop has 3'],
    [
      '{{.list}} {{.map}} {{.none}} {{.missing}} {{.missing.deep}}',
      '[a <nil> 1.5] map[a:1 b:2] <undefined> <undefined> <undefined>',
    ],
    ['{{range $i, $x := .list}}{{if $i}}, {{end}}{{$i}}={{$x}}{{else}}nothing{{end}}', '0=a, 1=<undefined>, 2=1.5'],
    ['{{range .empty_list}}x{{else}}nothing{{end}}', 'nothing'],
    ['{{range $k, $v := .map}}{{$k}}{{$v}};{{end}}', 'a1;b2;'],
    ['{{range .list}}{{if eq . "a"}}{{continue}}{{end}}{{break}}{{end}}.', '.'],
    ['{{with .map}}{{.a}}{{$.name}}{{end}}{{with .empty}}x{{else with .name}}{{.}}{{end}}', '1shopshop'],
    ['{{if and .name (not .empty)}}yes{{else if .count}}maybe{{else}}no{{end}}', 'yes'],
    ['{{$n := "a"}}{{if true}}{{$n = "b"}}{{end}}{{$n}}', 'b'],
    ['a {{- /* gone */ -}} b {{- .name -}} c', 'abshopc'],
    ['{{define "row"}}<{{.}}>{{end}}{{template "row" .name}}{{block "own" .count}}{{.}}{{end}}', '<shop>3'],
    ['{{len .name}} {{index .map "a"}} {{index .list 0}} {{slice .name 1 3}}', '4 1 a ho'],
    ['{{printf "%s-%05d-%q" .name 42 .count}} {{.name | printf "%6s|"}}', 'shop-00042-"3"   shop|'],
    ['{{html "<a&b>"}} {{js "it\'s"}} {{urlquery "a b&c"}}', "&lt;a&amp;b&gt; it\\'s a+b%26c"],
    ['{{eq .count "3"}} {{lt 1 2}} {{ne .name "x"}} {{ge "b" "a"}}', 'true true true true'],
    ['{{range 3}}{{.}}{{end}}', '012'],
  ])('%s gives %s', (template, text) => {
    expect(parseTerm(call('strings.render_template', JSON.stringify(template), VARIABLES))).toBe(text)
  })

  test.each([
    ['{{.name', 'error: template: unexpected end in action'],
    ['{{if .name}}', 'error: template: unexpected EOF'],
    ['{{end}}', 'error: template: unexpected {{end}}'],
    ['{{.name.first}}', "error: template: can't evaluate field first in shop"],
    ['{{eq .count 3}}', 'error: template: incompatible types for comparison'],
    ['{{nothing .name}}', 'error: template: function "nothing" not defined'],
    ['{{$x}}', 'error: template: undefined variable "$x"'],
    ['{{template "none"}}', 'error: template: template "none" not defined'],
    ['{{define "a"}}{{template "a"}}{{end}}{{template "a"}}', 'error: template: exceeded maximum template depth'],
    [`{{range 1000000}}${'0123456789'.repeat(10)}{{end}}`, 'error: template: output too long'],
    ['{{range 1000000}}{{range 1000000}}{{end}}{{end}}', 'error: template: too many rounds'],
  ])('%s is refused: %s', (template, message) => {
    expect(call('strings.render_template', JSON.stringify(template), VARIABLES)).toBe(message)
  })
})
