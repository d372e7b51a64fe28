import LifeEvents
import Site

/// A section's own form: its PDF and the boxes on it.
struct OwnForm: Sendable {
    let template: FormTemplate
    let pdf: [UInt8]
    let pages: Int

    /// - Parameter sample: the boxes are drawn as well, to see where they are.
    func sheets(_ data: FormData, sample: Bool = false) -> [FormSheet] {
        (1...max(1, pages)).map { page in
            var sheet = FormSheet()
            sheet.background = (pdf, page)
            sheet.boxes = template.boxes.enumerated().filter { $0.element.page == page }.map { position, box in
                FormSheet.Box(
                    id: "\(template.id).\(position + 1) \(box.source.rawValue)", x: box.x, y: box.y, width: box.width,
                    height: box.height, text: data.text(box.source), size: box.size, sizeMin: box.sizeMin,
                    comb: box.comb)
            }
            sheet.labels = FormBundle.footer(data)
            if sample { sheet.lines = sheet.boxes.flatMap(Self.frame) }
            return sheet
        }
    }

    private static func frame(_ box: FormSheet.Box) -> [[Int]] {
        let (right, bottom) = (box.x + box.width, box.y + box.height)
        return [
            [box.x, box.y, right, box.y], [box.x, bottom, right, bottom], [box.x, box.y, box.x, bottom],
            [right, box.y, right, bottom],
        ]
    }
}
