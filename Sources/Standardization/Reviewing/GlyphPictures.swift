import Conversion
import Foundation

/// Pictures of 外字 that the ward took out of its old systems: `glyphs/<system>/<code>.png` in the workbench's folder.
enum GlyphPictures {
    /// Of one picture.
    private static let bytesMax = 1 << 18
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func folder(_ workbench: URL, _ system: String) -> URL {
        workbench.appendingPathComponent("glyphs/\(system)")
    }

    /// Codes that have one.
    static func codes(in workbench: URL, system: String) -> Set<UInt32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(workbench, system).path)) ?? []
        return Set(names.filter { $0.hasSuffix(".png") }.compactMap { UInt32($0.dropLast(4), radix: 16) })
    }

    /// - Returns: `nil` when there is none, or what is there is no PNG of a fitting size.
    static func read(_ code: UInt32, in workbench: URL, system: String) -> [UInt8]? {
        let folder = folder(workbench, system)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard let name = names.first(where: { $0.hasSuffix(".png") && UInt32($0.dropLast(4), radix: 16) == code }),
            let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
            data.count <= bytesMax, data.starts(with: signature)
        else { return nil }
        return Array(data)
    }
}
