//! Takes out of the linked engine what only a panic would use.
//!
//! A panic has nobody to speak to in a reader's browser: all that the host
//! sees is the trap at its end. So the functions that word one are cut down to
//! that trap, and what nothing but them had called or read goes as well. Who
//! uses what is said by the linker's own relocations.

use std::collections::HashSet;
use std::ops::Range;

use wasmparser::{
    BinaryReader, ExternalKind, FunctionBody, Linking, LinkingSectionReader, Operator, Parser, Payload,
    RelocSectionReader, RelocationEntry, RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

use crate::Result;

/// Functions that never return, by what their symbols hold in the old mangling and in the new.
const PANICS: [&str; 13] = [
    "4core9panicking",
    "3std9panicking",
    "13assert_failed",
    "13expect_failed",
    "13unwrap_failed",
    "14panic_poisoned",
    "16slice_error_fail",
    "16slice_index_fail",
    "17len_mismatch_fail",
    "18handle_alloc_error",
    "22panic_on_ord_violation",
    "7raw_vec12handle_error",
    "7raw_vec17capacity_overflow",
];

/// What has a name at linking.
enum Symbol {
    /// A function's index.
    Function(u32),
    /// Its bytes in the file.
    Data(Range<usize>),
    Other,
}

/// A module as the linker leaves it with `--emit-relocs`. Ranges and places are bytes of the file.
#[derive(Default)]
struct Linked {
    /// Functions that come before the first with a body.
    imported: u32,
    bodies: Vec<Range<usize>>,
    segments: Vec<Range<usize>>,
    symbols: Vec<Symbol>,
    panics: HashSet<u32>,
    /// Functions and symbols that are used from outside.
    exports: Vec<u32>,
    kept: Vec<usize>,
    /// Places that name a symbol, ascending.
    uses: Vec<(usize, usize)>,
    sections: Vec<(u8, Range<usize>)>,
}

/// Functions and symbols that something else than a panic uses.
#[derive(Default)]
struct Live {
    functions: HashSet<u32>,
    data: HashSet<usize>,
}

/// The module, smaller, and without its relocations.
pub fn slim(bytes: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(bytes)?;
    if linked.uses.is_empty() {
        return Err("the linked engine has no relocations".into());
    }
    let live = linked.live(bytes)?;
    let mut slim = bytes.to_vec();
    for (index, body) in (linked.imported..).zip(&linked.bodies) {
        let traps = linked.panics.contains(&index) || !live.functions.contains(&index);
        if let [locals, trap, rest @ .., end] = &mut slim[body.clone()]
            && traps
        {
            (*locals, *trap, *end) = (0x00, 0x00, 0x0b);
            rest.fill(0x01); // nothing to do
        }
    }
    // A name may stand for a part of another: what lives is put back.
    for (lives, with) in [(false, None), (true, Some(bytes))] {
        for (number, symbol) in linked.symbols.iter().enumerate() {
            if let Symbol::Data(range) = symbol
                && live.data.contains(&number) == lives
            {
                match with {
                    Some(bytes) => slim[range.clone()].copy_from_slice(&bytes[range.clone()]),
                    None => slim[range.clone()].fill(0),
                }
            }
        }
    }
    Ok(linked.without_relocations(&slim))
}

impl Linked {
    fn read(bytes: &[u8]) -> Result<Linked> {
        let mut linked = Linked::default();
        let (mut code, mut data) = (0, 0);
        let mut symbols = Vec::new();
        let mut relocations: Vec<(bool, RelocationEntry)> = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            linked.sections.extend(payload.as_section());
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            linked.exports.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => linked.exports.push(func),
                Payload::CodeSectionStart { range, .. } => code = range.start,
                Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
                Payload::DataSection(section) => {
                    data = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        linked
                            .segments
                            .push(segment.range.end - segment.data.len()..segment.range.end);
                    }
                }
                Payload::CustomSection(custom) => {
                    let content = BinaryReader::new(custom.data(), custom.data_offset());
                    match custom.name() {
                        "linking" => {
                            for part in LinkingSectionReader::new(content)?.subsections() {
                                if let Linking::SymbolTable(table) = part? {
                                    symbols = table.into_iter().collect::<std::result::Result<_, _>>()?;
                                }
                            }
                        }
                        name @ ("reloc.CODE" | "reloc.DATA") => {
                            for entry in RelocSectionReader::new(content)?.entries() {
                                relocations.push((name == "reloc.CODE", entry?));
                            }
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        symbols.into_iter().for_each(|symbol| linked.take(symbol));
        for (in_code, entry) in relocations {
            // Types name no symbol.
            if entry.ty != RelocationType::TypeIndexLeb {
                let start = if in_code { code } else { data };
                linked.uses.push((start + entry.offset as usize, entry.index as usize));
            }
        }
        linked.uses.sort_unstable();
        Ok(linked)
    }

    fn take(&mut self, symbol: SymbolInfo<'_>) {
        let (flags, symbol) = match symbol {
            SymbolInfo::Func { flags, index, name } => {
                if name.is_some_and(|name| PANICS.iter().any(|part| name.contains(part))) {
                    self.panics.insert(index);
                }
                (flags, Symbol::Function(index))
            }
            SymbolInfo::Data {
                flags,
                symbol: Some(data),
                ..
            } => {
                let place = self.segments.get(data.index as usize).map(|segment| {
                    let start = segment.start + data.offset as usize;
                    start.min(segment.end)..(start + data.size as usize).min(segment.end)
                });
                (flags, place.map_or(Symbol::Other, Symbol::Data))
            }
            _ => (SymbolFlags::empty(), Symbol::Other),
        };
        if flags.intersects(SymbolFlags::EXPORTED | SymbolFlags::NO_STRIP) {
            self.kept.push(self.symbols.len());
        }
        self.symbols.push(symbol);
    }

    fn live(&self, bytes: &[u8]) -> Result<Live> {
        let mut live = Live::default();
        let (mut functions, mut symbols) = (self.exports.clone(), self.kept.clone());
        loop {
            if let Some(function) = functions.pop() {
                if live.functions.insert(function) && !self.panics.contains(&function) {
                    symbols.extend(self.used_by(bytes, function)?);
                }
            } else if let Some(symbol) = symbols.pop() {
                match self.symbols.get(symbol) {
                    Some(Symbol::Function(function)) => functions.push(*function),
                    Some(Symbol::Data(range)) if live.data.insert(symbol) => {
                        symbols.extend(self.uses_in(range).iter().map(|(_, symbol)| symbol));
                    }
                    _ => {}
                }
            } else {
                return Ok(live);
            }
        }
    }

    fn uses_in(&self, range: &Range<usize>) -> &[(usize, usize)] {
        let before = |place| self.uses.partition_point(|(at, _)| *at < place);
        &self.uses[before(range.start)..before(range.end)]
    }

    /// The symbols a function uses, but for what it only hands to a panic.
    fn used_by(&self, bytes: &[u8], function: u32) -> Result<Vec<usize>> {
        let body = function
            .checked_sub(self.imported)
            .and_then(|number| self.bodies.get(number as usize));
        let Some(body) = body else { return Ok(Vec::new()) };
        let (mut unread, mut constants) = (HashSet::new(), Vec::new());
        let mut operators =
            FunctionBody::new(BinaryReader::new(&bytes[body.clone()], body.start)).get_operators_reader()?;
        while !operators.eof() {
            match operators.read_with_offset()? {
                // The number follows the operator's one byte.
                (Operator::I32Const { .. }, at) => constants.push(at + 1),
                (Operator::LocalGet { .. }, _) => {}
                (Operator::Call { function_index }, _) if self.panics.contains(&function_index) => {
                    unread.extend(constants.drain(..));
                }
                _ => constants.clear(),
            }
        }
        let used = self.uses_in(body).iter();
        Ok(used
            .filter(|(at, symbol)| !unread.contains(at) && !self.is_location(bytes, *symbol))
            .map(|(_, symbol)| *symbol)
            .collect())
    }

    /// Whether a symbol is a place in the source, which only panics tell: four words, the first a file's name.
    fn is_location(&self, bytes: &[u8], symbol: usize) -> bool {
        if let Some(Symbol::Data(range)) = self.symbols.get(symbol)
            && let [(at, file)] = self.uses_in(range)
            && let Some(Symbol::Data(file)) = self.symbols.get(*file)
        {
            let name = bytes[file.clone()].strip_suffix(b"\0").unwrap_or(&bytes[file.clone()]);
            return range.len() == 16 && *at == range.start && name.ends_with(b".rs");
        }
        false
    }

    fn without_relocations(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes[..8].to_vec();
        for (id, range) in &self.sections {
            let content = &bytes[range.clone()];
            // A custom section begins with its name's length and its name.
            let named = |name: &[u8]| *id == 0 && content.get(1..).is_some_and(|rest| rest.starts_with(name));
            if named(b"linking") || named(b"reloc.") {
                continue;
            }
            out.push(*id);
            let mut length = content.len();
            while length >= 0x80 {
                out.push(length as u8 | 0x80);
                length >>= 7;
            }
            out.push(length as u8);
            out.extend_from_slice(content);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of sections given by number and content.
    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        for (id, content) in sections {
            bytes.extend([*id, content.len() as u8]);
            bytes.extend_from_slice(content);
        }
        bytes
    }

    #[test]
    fn panics_trap_and_what_they_read_goes() {
        let code = [
            &[3_u8][..],
            // Exported: hands a text to the panic, and reads another.
            &[12, 0, 0x41, 0x80, 0x08, 0x10, 1, 0x41, 0x84, 0x08, 0x1a, 0x01, 0x0b],
            // The panic calls who words it.
            &[4, 0, 0x10, 2, 0x0b],
            &[5, 0, 0x41, 0, 0x1a, 0x0b],
        ]
        .concat();
        let data = b"\x01\0\x41\x80\x08\x0b\x08deadlive";
        let linking = [
            b"\x07linking\x02\x08".as_slice(),
            &[50, 5],
            &[0, 0, 0, 1, b'a'],
            b"\0\0\x01\x164core9panicking5panic_",
            b"\0\0\x02\x01c",
            b"\x01\0\x01d\0\0\x04",
            b"\x01\0\x01l\0\x04\x04",
        ]
        .concat();
        let mut linking = linking;
        linking[10] = (linking.len() - 11) as u8;
        let relocations = b"\x0areloc.CODE\x03\x05\x04\x04\x03\0\x00\x06\x01\x04\x09\x04\0\x00\x11\x02\x04\x17\x03\0";
        let linked = module(&[
            (1, b"\x01\x60\0\0"),
            (3, b"\x03\0\0\0"),
            (7, b"\x01\x01e\0\0"),
            (10, &code),
            (11, data),
            (0, &linking),
            (0, relocations),
        ]);
        let slim = slim(&linked).unwrap();
        let holds = |part: &[u8]| slim.windows(part.len()).any(|window| window == part);
        assert!(holds(b"\0\0\0\0live") && !holds(b"dead") && !holds(b"linking") && !holds(b"reloc"));
        assert!(holds(&[4, 0, 0, 1, 0x0b]), "the panic is a trap");
        assert!(holds(&[5, 0, 0, 1, 1, 0x0b]), "and so is what it alone called");
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        assert!(slim(&module(&[])).is_err());
        assert!(slim(b"nothing").is_err());
    }
}
