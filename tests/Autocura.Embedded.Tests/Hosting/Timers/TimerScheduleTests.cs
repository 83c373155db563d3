using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Timers;

namespace Autocura.Embedded.Tests.Hosting.Timers;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-05T08:02:30Z", "2026-01-05T08:05:00Z")]
    [InlineData("*/30 * * * * *", "2026-01-05T08:00:00Z", "2026-01-05T08:00:30Z")]
    [InlineData("*/5 * * * *", "2026-01-05T08:00:00Z", "2026-01-05T08:05:00Z")]
    [InlineData("0 30 9 * * MON-FRI", "2026-01-09T09:30:00Z", "2026-01-12T09:30:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("00:00:15", "2026-01-05T08:00:01Z", "2026-01-05T08:00:16Z")]
    [InlineData("1.00:00:00", "2026-01-05T08:00:01Z", "2026-01-06T08:00:01Z")]
    public void The_next_occurrence_follows_the_expression(string expression, string after, string next) =>
        TimerSchedule.Parse(expression, TimeZoneInfo.Utc).After(Moment(after)).ShouldBe(Moment(next));

    [Theory]
    [InlineData("0 30 2 * * *", "2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z")] // 02:30 does not exist that night: it runs as if the clocks had not moved
    [InlineData("0 0 4 * * *", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")] // after the change to summer time
    [InlineData("0 */10 * * * *", "2026-10-25T00:55:00Z", "2026-10-25T01:00:00Z")] // every ten minutes stays so while the clocks go back
    [InlineData("*/30 * * * * *", "2026-03-29T00:59:30Z", "2026-03-29T01:00:00Z")]
    [InlineData("0 */10 * * * *", "2026-10-25T01:05:00Z", "2026-10-25T01:10:00Z")]
    [InlineData("0 0 4 * * *", "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z")] // after the change back
    [InlineData("0 30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")] // a daily run in the repeated hour happens once
    public void A_time_zone_moves_the_occurrences_with_its_clocks(string expression, string after, string next) =>
        TimerSchedule.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).After(Moment(after)).ShouldBe(Moment(next));

    [Fact]
    public void A_day_that_never_comes_has_no_occurrence() =>
        TimerSchedule.Parse("0 0 0 30 2 *", TimeZoneInfo.Utc).After(Moment("2026-01-01T00:00:00Z")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("every minute")]
    [InlineData("0 0 25 * * *")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("99999999999999999999")]
    public void What_is_no_schedule_is_refused(string expression) =>
        Should.Throw<SettingsException>(() => TimerSchedule.Parse(expression, TimeZoneInfo.Utc)).Message.ShouldContain($"'{expression}' was not recognized");

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0,30 0 * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    [InlineData("0 0 0 30 2 *", false)]
    public void A_schedule_with_occurrences_less_than_a_minute_apart_is_frequent(string expression, bool frequent) =>
        TimerSchedule.Parse(expression, TimeZoneInfo.Utc).IsFrequent(Moment("2026-01-05T08:00:00Z")).ShouldBe(frequent);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text);
}
