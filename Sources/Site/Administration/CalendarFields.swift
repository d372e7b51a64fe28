import Japanese

/// What is asked about the days on which the office is closed.
enum CalendarFields {
    static let year = Field.integer("year", "年度", in: 1955...2049).optional
    static let day = Field.date("day", "臨時の閉庁日", hint: "開庁記念日や、設備の点検で閉める日など。これから始める照会の日程から使います。")
}
