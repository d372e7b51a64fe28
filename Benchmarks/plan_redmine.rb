# Fills an empty Redmine with as many issues as the plan of the measurement has initiatives, each with three numeric fields.
# Run by plan_redmine.sh with Rails' runner.
count = Integer(ENV.fetch("INITIATIVES"))
Redmine::DefaultData::Loader.load("ja")
Setting.login_required = "0"
project = Project.create!(name: "計画", identifier: "keikaku", is_public: true, trackers: Tracker.all)
author = User.find_by_login("admin")
fields = %w[実績 目標 件数].map do |name|
  IssueCustomField.create!(
    name: name, field_format: "int", is_for_all: true, is_filter: true, visible: true, trackers: Tracker.all)
end
tracker, status, priority = Tracker.first, IssueStatus.first, IssuePriority.first
count.times do |index|
  issue = Issue.new(
    project: project, tracker: tracker, status: status, priority: priority, author: author,
    subject: "見本の取組#{index + 1}", description: "見本の取組#{index + 1}を進める。", due_date: Date.today + index)
  # Mails are made on a thread of its own, which finds the database locked.
  issue.notify = false
  fields.each { |field| issue.custom_field_values = { field.id.to_s => (index + field.id).to_s } }
  issue.save!
end
puts fields.map { |field| "c%5B%5D=cf_#{field.id}" }.join("&")
