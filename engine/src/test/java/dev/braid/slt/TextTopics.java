package dev.braid.slt;

import java.util.List;

/// Strings: functions, LIKE, regular expressions.
final class TextTopics {
  private TextTopics() {}

  static List<Topic> all() {
    return List.of(patterns(), strings());
  }

  private static Topic patterns() {
    return new Topic("patterns")
        .add(
            "SELECT '{{abc;;;;a%c;;äöü;;a\\c;;ABC;;abc\n}}' {{LIKE;;NOT LIKE;;ILIKE}} '{{abc;;a%;;%c;;_b_;;;;%;;a\\%c;;a\\\\c;;___;;%b%;;A%}}'",
            "SELECT 'a%c' LIKE 'a{{#%c;;%c}}' ESCAPE '{{#;;}}'", "SELECT {{NULL LIKE 'a';;'a' LIKE NULL;;5 LIKE '5';;'a'::char(3) LIKE 'a%';;'abc'::bytea LIKE 'a%'}}",
            "SELECT '{{abc;;aBc;;;;foo123bar;;äöü;;a.b;;line1\nline2}}' {{~;;~*;;!~;;!~*}} '{{^a;;c$;;[0-9]+;;^$;;a.c;;(foo|abc)\\d*;;\\mabc\\M;;[[:alpha:]]{3};;ä;;\\.;;^line2$;;(?i)ABC}}'",
            "SELECT '{{abc;;aab;;;;a|b}}' SIMILAR TO '{{a%;;(a|b)+c?;;_{3};;a\\|b;;[a-c]*;;%}}'",
            "SELECT regexp_replace('{{foobarbaz;;ABC abc;;;;äbc}}', '{{b..;;(a)(b);;^;;[aä];;B}}', '{{X;;<\\1>;;[\\&];;}}'{{;;, 'g';;, 'gi';;, 'i'}})",
            "SELECT regexp_match('{{foobarbequebaz;;;;abc}}', '{{ba.;;(bar)(beque);;(x)?b;;z}}'), regexp_count('abcabc', '{{b;;.;;x;;}}'), regexp_instr('abcabc', '{{b;;c.;;x}}'), regexp_substr('abcabd', '{{b.;;x}}'), regexp_like('abc', '{{B;;^a}}', 'i')",
            "SELECT regexp_split_to_array('{{a1b2;;hello world;;;;abc}}', '{{\\d;;\\s+;;;;x}}')", "SELECT substring('foobar' {{FROM 'o.b';;FROM 2;;FROM 2 FOR 3;;FOR 2;;FROM -1 FOR 4;;FROM 'o(.)b';;SIMILAR 'f#\"o_b#\"%' ESCAPE '#';;FROM 0;;FROM 10}})")
        .ordered("SELECT id FROM t_str WHERE {{t;;v;;c}} {{LIKE;;NOT LIKE;;ILIKE}} '{{a%;;%b%;;_bc;;%\\_%;;;;% ;;abc__}}' ORDER BY id", "SELECT id, t ~ '{{^[a-z]+$;;\\d;;ü;;\\s$;;^$;;.}}' FROM t_str ORDER BY id", "SELECT id, t LIKE v, v ILIKE t, t ~ 'b' AND v ~* 'B', t SIMILAR TO '%(a|e)%' FROM t_str WHERE id <> 10 ORDER BY id", "SELECT count(*) FROM t_big WHERE v {{LIKE 'v1%';;NOT LIKE '%é';;LIKE 'v_é';;ILIKE 'V2%';;~ '^v\\d$';;LIKE '%é%é%';;LIKE 'v12é';;LIKE h || '%'}}");
  }

  private static Topic strings() {
    return new Topic("strings")
        .add(
            "SELECT {{upper;;lower;;initcap;;reverse;;length;;char_length;;octet_length;;bit_length;;md5;;quote_literal;;quote_ident;;ascii;;trim;;ltrim;;rtrim;;btrim;;to_ascii;;casefold;;sha256;;unistr}}({{'hello wörld';;'';;'  x  ';;NULL;;'O''Neil \\x';;'ÄÖÜß 😀'}})",
            "SELECT {{left;;right;;repeat;;lpad;;rpad}}('{{héllo;;}}', {{2;;0;;-2;;10}})", "SELECT {{lpad;;rpad}}('{{héllo;;;;ab}}', {{2;;7;;0;;-1}}, '{{xy;;;;é}}')", "SELECT substr('{{héllo;;}}', {{1;;0;;-1;;3;;10}}{{;;, 2;;, 0;;, 100}})", "SELECT {{strpos;;starts_with}}('{{hello;;;;héllo}}', '{{l;;he;;;;z;;é}}'), position('l' in 'hello'), position('' in 'x')",
            "SELECT replace('{{abcabc;;;;aaa}}', '{{a;;bc;;;;aa}}', '{{X;;}}'), translate('{{12345;;}}', '{{143;;;;11}}', '{{ax;;}}')", "SELECT split_part('{{a,b,c;;abc;;;;,}}', '{{,;;;;b}}', {{1;;2;;-1;;9}})", "SELECT trim({{LEADING;;TRAILING;;BOTH}} '{{x;;xy;;}}' FROM 'xyxabcxyx'), trim('x' FROM 'xax'), trim(' a ')", "SELECT concat({{'a', NULL, 1, true;;NULL;;1.50, date '2020-01-01';;ARRAY[1,2]}}), concat_ws(',', {{'a', NULL, 'b';;NULL, NULL;;1, 2.5}})", "SELECT concat_ws(NULL, 'a', 'b'), concat_ws('', 'a', 'b')",
            "SELECT format('{{%s %s;;%I;;%L;;%%;;%1$s %1$s;;%5s|%-5s|;;%s;;%x;;%;;%2$L}}', {{'a', 'b';;NULL, 'x y';;1, 2.5}})", "SELECT overlay('{{abcdef;;}}' placing '{{XX;;}}' from {{1;;3;;10}}{{;; for 0;; for 4}})", "SELECT encode('\\x616263ff00'::bytea, '{{hex;;base64;;escape}}'), decode('{{616263;;YWJj;;abc}}', '{{hex;;base64;;escape}}')", "SELECT convert_from('\\xc3a4', 'UTF8'), convert_to('ä', 'UTF8'), '\\x6162'::bytea || '\\x63', length('\\x6162'::bytea), substring('\\x616263'::bytea from 2), get_byte('\\x0102', 1), set_byte('\\x0102', 0, 255)", "SELECT chr({{65;;228;;128512}}), ascii('{{A;;ä;;😀;;}}'), 'a' || NULL, 'a' || 1, 1.5 || 'x', true || 'x', 'x' || date '2020-01-01'", "SELECT E'a\\tb\\n\\x41\\u00e9', U&'\\0061\\+01F600', $$it's$$, $t$a$b$t$, 'it''s', 'a' 'b'", "SELECT 'a'\n'b'", "SELECT string_agg({{t, ',' ORDER BY t;;t, '' ORDER BY id;;DISTINCT v, '-' ORDER BY v;;v, NULL ORDER BY id;;t, v ORDER BY id DESC;;c, '|' ORDER BY id}}) FROM t_str", "SELECT normalize('é', NFD) = 'é', 'é' IS NORMALIZED, to_hex(255), levenshtein('a','b')", "SELECT soundex('x')", "SELECT to_char({{5;;1.5;;true}}, 'X')", "SELECT parse_ident('a.b'), quote_nullable(NULL), quote_nullable(5)", "SELECT string_to_array('a b', ' '), array_to_string(ARRAY['a', NULL], '-', '?')", "SELECT 'a' {{<;;=;;>}} {{'B';;'a ';;'ä';;''}}, 'Z' < 'a', '_' < 'a', 'é' < 'f'")
        .ordered("SELECT id, {{upper(t);;lower(t);;initcap(t);;length(t);;reverse(t);;left(t, 2);;right(t, -1);;substr(t, 2, 2);;t || v;;v || c;;c || t;;concat(t, v, c);;replace(t, 'a', 'X');;trim(t);;lpad(t, 5, '*');;octet_length(t);;strpos(t, 'b');;split_part(t, ' ', 1);;md5(t);;quote_literal(t);;t = trim(t);;ascii(t);;translate(t, 'abc', 'xy');;length(c);;octet_length(c);;c || '|';;upper(c);;c::text || '|';;concat(c, '|');;encode(y, 'hex');;y || y;;length(y);;left(v, 3) || right(v, 2);;repeat(v, 2);;starts_with(t, 'a')}} FROM t_str ORDER BY id", "SELECT {{t;;v;;c;;y}} FROM t_str ORDER BY 1 {{;;DESC;;NULLS FIRST}}, id", "SELECT {{t;;v;;c}}, count(*) FROM t_str GROUP BY 1 ORDER BY 1", "SELECT {{min;;max}}({{t;;v;;c;;y}}) FROM t_str", "SELECT t COLLATE \"C\" FROM t_str ORDER BY t COLLATE \"C\"");
  }
}
