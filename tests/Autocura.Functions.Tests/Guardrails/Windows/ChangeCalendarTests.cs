using System.Globalization;
using Autocura.Guardrails.Windows;

namespace Autocura.Functions.Tests.Guardrails.Windows;

public sealed class ChangeCalendarTests
{
    [Theory]
    // A Monday in winter: Berlin is an hour ahead of UTC.
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-01-05T07:59:59Z", false, "2026-01-05T08:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-01-05T08:00:00Z", true, "2026-01-05T16:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-01-05T16:00:00Z", false, "2026-01-06T08:00:00Z")]
    // Friday evening: it opens on Monday.
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-01-09T17:00:00Z", false, "2026-01-12T08:00:00Z")]
    // In summer it is two.
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-07-06T07:00:00Z", true, "2026-07-06T15:00:00Z")]
    // Past midnight, and past the week's end.
    [InlineData("Sun 22:00-06:00 UTC", "2026-01-05T05:59:00Z", true, "2026-01-05T06:00:00Z")]
    [InlineData("daily 22:00-06:00", "2026-01-05T12:00:00Z", false, "2026-01-05T22:00:00Z")]
    [InlineData("Sat,Sun 00:00-24:00 UTC", "2026-01-10T12:00:00Z", true, "2026-01-12T00:00:00Z")]
    [InlineData("Fri-Mon 10:00-11:00 UTC", "2026-01-06T10:30:00Z", false, "2026-01-09T10:00:00Z")]
    // Two that follow each other are one.
    [InlineData("daily 08:00-12:00 UTC; daily 12:00-14:00 UTC", "2026-01-05T09:00:00Z", true, "2026-01-05T14:00:00Z")]
    public void It_is_open_and_closed_when_it_says(string text, string now, bool isOpen, string changesAt) =>
        ChangeCalendar.Read(text).At(At(now)).ShouldBe((isOpen, At(changesAt)));

    [Fact]
    public void An_hour_that_does_not_exist_begins_when_the_clocks_have_gone_forward()
    {
        // In Berlin, on 29 March 2026, two o'clock is followed by three.
        var calendar = ChangeCalendar.Read("Sun 02:30-04:00 Europe/Berlin");

        calendar.At(At("2026-03-29T00:59:59Z")).ShouldBe((false, At("2026-03-29T01:00:00Z")));
        calendar.At(At("2026-03-29T01:30:00Z")).ShouldBe((true, At("2026-03-29T02:00:00Z")));
    }

    [Fact]
    public void An_hour_that_comes_twice_belongs_to_it_both_times()
    {
        // In Berlin, on 25 October 2026, the hour from two to three comes again.
        var calendar = ChangeCalendar.Read("Sun 02:15-02:45 Europe/Berlin");

        calendar.At(At("2026-10-25T00:15:00Z")).ShouldBe((true, At("2026-10-25T01:45:00Z")));
        calendar.At(At("2026-10-25T01:45:00Z")).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Without_a_window_it_is_always_open() => ChangeCalendar.Read("").At(At("2026-01-05T00:00:00Z")).ShouldBe((true, null));

    [Fact]
    public void One_that_is_always_open_says_when_to_ask_again()
    {
        var (isOpen, changesAt) = ChangeCalendar.Read("daily 00:00-24:00").At(At("2026-01-05T00:00:00Z"));

        isOpen.ShouldBeTrue();
        changesAt!.Value.ShouldBeGreaterThan(At("2026-01-12T00:00:00Z"));
    }

    [Theory]
    [InlineData("whenever")]
    [InlineData("Mon 09:00-17:00 Nowhere/Atall")]
    [InlineData("Mon 09:00/17:00")]
    [InlineData("Mon 25:00-26:00")]
    [InlineData("Mon-Tue-Wed 09:00-10:00")]
    [InlineData("Mon 09:00-10:00; nonsense")]
    public void What_cannot_be_read_is_named(string text)
    {
        ChangeCalendar.Problems(text).ShouldHaveSingleItem();
        Should.Throw<FormatException>(() => ChangeCalendar.Read(text));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
