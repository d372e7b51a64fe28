extension SyntheticWard {
    /// The files of the workbench that are the same for every seed: what they say is in `Knowledge/`, as a section would write it.
    enum WardFiles {
        static let all: [(path: String, bytes: [UInt8])] = [
            ("juki/layout.yaml", PackageResources.juki_layout_yaml),
            ("juki/mapping.yaml", PackageResources.juki_mapping_yaml),
            ("juminzei/layout.yaml", PackageResources.juminzei_layout_yaml),
            ("juminzei/mapping.yaml", PackageResources.juminzei_mapping_yaml),
            ("kokuho/layout.yaml", PackageResources.kokuho_layout_yaml),
            ("kokuho/mapping.yaml", PackageResources.kokuho_mapping_yaml),
            ("inkan/layout.yaml", PackageResources.inkan_layout_yaml),
            ("inkan/mapping.yaml", PackageResources.inkan_mapping_yaml),
            ("senkyo/layout.yaml", PackageResources.senkyo_layout_yaml),
            ("senkyo/mapping.yaml", PackageResources.senkyo_mapping_yaml),
            ("nenkin/layout.yaml", PackageResources.nenkin_layout_yaml),
            ("nenkin/mapping.yaml", PackageResources.nenkin_mapping_yaml),
            ("kaigo/layout.yaml", PackageResources.kaigo_layout_yaml),
            ("kaigo/mapping.yaml", PackageResources.kaigo_mapping_yaml),
            ("jido/layout.yaml", PackageResources.jido_layout_yaml),
            ("jido/mapping.yaml", PackageResources.jido_mapping_yaml),
            ("shugaku/layout.yaml", PackageResources.shugaku_layout_yaml),
            ("shugaku/mapping.yaml", PackageResources.shugaku_mapping_yaml),
            ("fukushi/layout.yaml", PackageResources.fukushi_layout_yaml),
            ("fukushi/mapping.yaml", PackageResources.fukushi_mapping_yaml),
            ("target.yaml", PackageResources.target_yaml), ("workbench.yaml", PackageResources.workbench_yaml),
            ("rules.yaml", PackageResources.rules_yaml), ("README.txt", PackageResources.readme_txt),
        ]

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
    }
}
