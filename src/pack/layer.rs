//! Packs over packs: the entry of a later one stands for that of an earlier.

use super::reader::Pack;
use super::view::EntryKind;

/// The entry that stands for an entry: that of the last pack that has it too, else
/// itself. Each is the number of a pack and of an entity in it.
///
/// Another pack has it too if it gives an entity of its kind the same id, or one with
/// the same link, such as `wikidata`. An id of digits alone says nothing outside its
/// own pack. An entry of kind `other` stands for any, so that a pack can take a
/// person or group off the page.
pub fn standing(packs: &[Pack], pack: u32, entity: u32) -> (u32, u32) {
    let own = packs.get(pack as usize).map(|pack| pack.entity(entity));
    let Some(own) = own else { return (pack, entity) };
    let names_one = !own.id().bytes().all(|byte| byte.is_ascii_digit());
    for number in (pack + 1..packs.len() as u32).rev() {
        let later = &packs[number as usize];
        let by_id = later.entity_by_id(own.id()).filter(|_| names_one);
        let found = by_id.or_else(|| {
            own.links()
                .find_map(|(scheme, value)| later.entity_by_link(scheme, value))
        });
        if let Some(found) = found.filter(|found| found.kind() == own.kind() || found.kind() == EntryKind::Other) {
            return (number, found.index());
        }
    }
    (pack, entity)
}
