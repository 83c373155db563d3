using Autocura.Settings.Instances;

namespace Autocura.Functions.Tests.Settings.Instances;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("2h", 7200)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5m", 90)]
    [InlineData("500ms", 0.5)]
    public void A_duration_is_read(string text, double seconds) => DurationText.Read(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("-1s")]
    [InlineData("soon")]
    [InlineData("999999999h")]
    [InlineData(null)]
    public void What_is_none_is_said_to_be_none(string? text) => DurationText.Read(text).ShouldBeNull();
}
