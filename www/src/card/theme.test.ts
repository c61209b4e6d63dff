import assert from "node:assert/strict";
import { test } from "node:test";
import { parseColour } from "./theme.js";
import { dateWords, webAddress } from "./source.js";

test("colours as browsers compute them", () => {
  const light = (text: string): number => Math.round(parseColour(text)!.light * 100);
  assert.equal(light("rgb(255, 255, 255)"), 100);
  assert.equal(light("rgb(0, 0, 0)"), 0);
  assert.equal(light("rgba(23, 22, 20, 0.5)"), 9);
  assert.equal(parseColour("rgba(0, 0, 0, 0)")!.alpha, 0);
  assert.equal(light("color(srgb 1 1 1)"), 100);
  assert.equal(light("color(display-p3 0 0 0 / 0.5)"), 0);
  assert.equal(light("oklch(0.21 0.01 90)"), 21);
  assert.equal(light("lab(94 1 2 / 50%)"), 94);
  assert.equal(parseColour("lab(94 1 2 / 50%)")!.alpha, 0.5);
  for (const other of ["transparent", "", "red", "device-cmyk(0 0 0 1)"]) assert.equal(parseColour(other), null, other);
});

test("dates are written as the language writes them, and left alone where they are none", () => {
  assert.equal(dateWords("2014", "en-GB"), "2014");
  assert.equal(dateWords("2014-11", "en-GB"), "Nov\u00a02014");
  assert.equal(dateWords("2026-02-27", "en-GB"), "27\u00a0Feb\u00a02026");
  assert.equal(dateWords("2026-02-27", "de"), "27.\u00a0Feb.\u00a02026");
  for (const other of ["", "soon", "2014-13-45", "14 June"]) assert.equal(dateWords(other, "en-GB"), other);
});

test("only the web's addresses are linked", () => {
  assert.equal(webAddress("https://example.com/a?b#c"), "https://example.com/a?b#c");
  assert.equal(webAddress("http://example.com"), "http://example.com/");
  for (const other of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.com", "/x", "", "https://"]) {
    assert.equal(webAddress(other), null, other);
  }
});
