using Autocura.Embedded.Cluster.Controllers.Batch;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Batch;

public sealed class CronScheduleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("*/5 * * * *", "2026-01-05T08:15:00")]
    [InlineData("@hourly", "2026-01-05T09:00:00")]
    [InlineData("@daily", "2026-01-06T00:00:00")]
    [InlineData("0 0 ? * SUN", "2026-01-11T00:00:00")]
    [InlineData("@every 1h30m", "2026-01-05T09:40:00")]
    [InlineData("0 12 7 * WED", "2026-01-07T12:00:00")]
    [InlineData("0 12 20 * WED", "2026-01-07T12:00:00")]
    public void The_next_time_follows_from_the_fields(string schedule, string next) =>
        CronSchedule.Parse(schedule).Next(Monday).ShouldBe(DateTimeOffset.Parse(next + "Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Hours_are_those_of_the_time_zone() =>
        CronSchedule.Parse("30 9 * * *", TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).Next(Monday).ShouldBe(new DateTimeOffset(2026, 1, 5, 12, 30, 0, TimeSpan.Zero));

    [Fact]
    public void An_hour_that_the_clocks_skip_is_passed_over() =>
        CronSchedule.Parse("30 2 * * *", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Next(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero))
            .ShouldBe(new DateTimeOffset(2026, 3, 30, 0, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("@every soon")]
    [InlineData("@sometimes")]
    public void What_cannot_be_read_is_refused(string schedule) => Should.Throw<FormatException>(() => CronSchedule.Parse(schedule));
}
