extension SyntheticWard {
    /// The files of the workbench that stand beside the systems.
    enum WorkbenchText {
        static let yaml: String = {
            var text =
                "workbench: 見本の区の移行（すべて作り物の見本）\ntarget: target.yaml\ngaiji: gaiji.tsv\ntowns: towns.csv\nmunicipality: 東京都杉並区\n"
            text += "rules: rules.yaml\nsystems:\n"
            for system in SystemID.allCases {
                text += "  - id: \(system.rawValue)\n    name: \(system.name)\n    section: \(system.section)\n"
                text += "    layout: \(system.rawValue)/layout.yaml\n    mapping: \(system.rawValue)/mapping.yaml\n"
                text += "    files:\n"
                for sheet in Sheets.of(system) { text += "      \(sheet.group): \(sheet.path)\n" }
            }
            return text
        }()

        /// The lines of one system in `gaiji.tsv`.
        static func dictionary(_ system: SystemID, _ encoder: SourceEncoder) -> String {
            var text = ""
            for (number, own) in encoder.ownGlyphs.enumerated() {
                let grade = ["字形一致", "字形一致", "デザイン差", "類似"][number % 4]
                let code = String(own.code, radix: 16, uppercase: true)
                text += "\(system.rawValue)\t\(code)\t\(own.glyph)\t\(grade)\t\t見本 花子\t2026-04-01\n"
            }
            return text
        }

        static let readme = """
            見本の区（標準化の移行を試すための作り物のデータ）

            このフォルダーの氏名、生年月日、住所、番号、金額、異動は、すべてプログラムが乱数から作った見本です。
            実在の人の情報は使っていません。町の名前、年齢の分布、町ごとの人口の割合だけは、公表された統計と住所の一覧によります。

            ・個人番号は9990で、住民票コードは999で始まる見本の番号です。検査数字は合いますが、誰の番号でもありません。
            ・宛名番号は90、95（住登外者）、97（どの台帳にもない人）で、世帯番号は80で始まります。
            ・町字コードと項目IDも見本の番号で、公式のものではありません。「見本町」「旧見本」は、実在しない廃止済みの町です。
            ・glyphs の字の絵は、外字の字形の代わりに乱数から描いた、どこにもない字です。
            ・truth.tsv は、わざと入れた誤りの一覧です。正しい道具は、これらをすべて見付けます。
            ・decoys.tsv は、珍しいが正しいデータの一覧です。正しい道具は、これらを誤りとしません。
            ・システムごとに写しを取った日が違うので、その後の異動は、そのシステムにはまだありません（truth.tsv の XS2）。

            出典
            ・年齢、男女、町ごとの割合　杉並区「町丁別世帯数及び人口」（2022年）を加工
            ・町の名前　geolonia/japanese-addresses（CC BY 4.0）を加工
            ・郵便番号　日本郵便

            """
    }
}
