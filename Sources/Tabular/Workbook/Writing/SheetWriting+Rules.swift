import CXlsxWriter
import Japanese

extension SheetWriting {
    /// Hands over one input rule (データの入力規則).
    func write(_ rule: InputRule) throws(WorkbookRefusal) {
        var validation = lxw_data_validation()
        validation.ignore_blank = SheetWriting.switchCode(rule.allowsEmpty)
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.error_type =
            switch rule.severity {
            case .stop: UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
            case .warning: UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
            case .information: UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
            }
        set(rule.condition, in: &validation)
        if let prompt = rule.prompt {
            if !prompt.title.isEmpty { validation.input_title = strings.pointer(prompt.title) }
            if !prompt.message.isEmpty { validation.input_message = strings.pointer(prompt.message) }
        }
        if let error = rule.error {
            if !error.title.isEmpty { validation.error_title = strings.pointer(error.title) }
            if !error.message.isEmpty { validation.error_message = strings.pointer(error.message) }
        }
        let range = rule.range
        let result = worksheet_data_validation_range(
            worksheet, UInt32(range.first.row.number - 1), UInt16(range.first.column.number - 1),
            UInt32(range.last.row.number - 1), UInt16(range.last.column.number - 1), &validation)
        guard result == LXW_NO_ERROR else { throw .notWritten(reason: String(cString: lxw_strerror(result))) }
    }

    private func set(_ condition: InputRule.Condition, in validation: inout lxw_data_validation) {
        switch condition {
        case .list(let items):
            // As a formula, because the writer's own list form does not double the quotes in an item.
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = strings.pointer("=" + Formula.quoted(items.joined(separator: ",")))
        case .listFrom(let source, let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = strings.pointer("=" + Formula.sheetPrefix(source) + range.absolute)
        case .textLength(let limits):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
            validation.minimum_number = Double(limits.lowerBound)
            validation.maximum_number = Double(limits.upperBound)
        case .whole(let limits):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            validation.minimum_number = Double(limits.lowerBound)
            validation.maximum_number = Double(limits.upperBound)
        case .decimal(let limits):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            validation.minimum_number = Double(limits.lowerBound.plain) ?? 0
            validation.maximum_number = Double(limits.upperBound.plain) ?? 0
        case .date(let limits):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
            validation.minimum_number = Double(DateSystem.from1900.serial(limits.lowerBound) ?? 1)
            validation.maximum_number = Double(DateSystem.from1900.serial(limits.upperBound) ?? 1)
        case .anything:
            validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        }
    }

    private static func switchCode(_ isOn: Bool) -> UInt8 {
        UInt8((isOn ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF).rawValue)
    }
}
