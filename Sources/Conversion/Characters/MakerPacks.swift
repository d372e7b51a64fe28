import Japanese

/// Rows of makers' sets beyond the standard area that come with the program, so that 髙, 﨑 and their like are read without a table
/// of the ward's own. A table that the workbench names takes the place of the one here.
///
/// 富士通 JEF, extended area 41A1–7FFE: facts from jef4j (hidekatsu-izuno/jef4j, Apache-2.0). 日立 KEIS and NEC JIPS have no such area.
enum MakerPacks {
    static func pack(_ encoding: String) -> CharacterPack? { encoding == "jef" ? jef : nil }

    private static let jef = CharacterPack(reading: String(decoding: PackageResources.jef_tsv, as: UTF8.self))
}
