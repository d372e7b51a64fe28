import CXlsxWriter

/// The formats of one file: each different style becomes one.
final class FormatTable {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let standard: Workbook
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var last: (style: CellStyle, format: UnsafeMutablePointer<lxw_format>?)?

    init(book: UnsafeMutablePointer<lxw_workbook>, standard: Workbook) {
        self.book = book
        self.standard = standard
        // Cells without a style take the first format, which the writer makes itself.
        if let first = book.pointee.formats?.pointee.stqh_first {
            format_set_font_name(first, standard.fontName)
            format_set_font_size(first, standard.fontSize)
        }
        workbook_unset_default_url_format(book)
    }

    func format(_ style: CellStyle?) -> UnsafeMutablePointer<lxw_format>? {
        guard let style else { return nil }
        if let last, last.style == style { return last.format }
        let format = formats[style] ?? make(style)
        formats[style] = format
        last = (style, format)
        return format
    }

    private func make(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = workbook_add_format(book) else { return nil }
        format_set_font_name(format, style.fontName ?? standard.fontName)
        format_set_font_size(format, style.fontSize ?? standard.fontSize)
        if style.isBold { format_set_bold(format) }
        if style.isUnderlined { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        if let colour = style.fontColour {
            format_set_font_color(format, FormatTable.code(colour))
            // The only colour that is always underlined.
            if colour == .link { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        }
        if let fill = style.fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_fg_color(format, FormatTable.code(fill))
        }
        if let border = style.border.code { format_set_border(format, border) }
        if style.wraps { format_set_text_wrap(format) }
        if let alignment = style.alignment.code { format_set_align(format, alignment) }
        format_set_align(format, style.verticalAlignment.code)
        if style.indent > 0 { format_set_indent(format, UInt8(clamping: style.indent)) }
        if style.numberFormat != .general { format_set_num_format(format, style.numberFormat.code) }
        if !style.isLocked { format_set_unlocked(format) }
        return format
    }

    /// The writer takes 0 for no colour, and a bit above for black.
    static func code(_ colour: Colour) -> lxw_color_t {
        colour == .black ? lxw_color_t(LXW_COLOR_BLACK.rawValue) : colour.rgb
    }
}

extension CellStyle.Border {
    fileprivate var code: UInt8? {
        switch self {
        case .none: nil
        case .thin: UInt8(LXW_BORDER_THIN.rawValue)
        case .medium: UInt8(LXW_BORDER_MEDIUM.rawValue)
        case .hair: UInt8(LXW_BORDER_HAIR.rawValue)
        case .double: UInt8(LXW_BORDER_DOUBLE.rawValue)
        }
    }
}

extension CellStyle.Alignment {
    fileprivate var code: UInt8? {
        switch self {
        case .automatic: nil
        case .left: UInt8(LXW_ALIGN_LEFT.rawValue)
        case .centre: UInt8(LXW_ALIGN_CENTER.rawValue)
        case .right: UInt8(LXW_ALIGN_RIGHT.rawValue)
        }
    }
}

extension CellStyle.VerticalAlignment {
    fileprivate var code: UInt8 {
        switch self {
        case .top: UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)
        case .centre: UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue)
        case .bottom: UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue)
        }
    }
}
