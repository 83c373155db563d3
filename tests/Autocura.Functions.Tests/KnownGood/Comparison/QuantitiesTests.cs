using Autocura.KnownGood.Comparison;

namespace Autocura.Functions.Tests.KnownGood.Comparison;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("1", "1000m")]
    [InlineData("1Gi", "1024Mi")]
    [InlineData("1G", "1000M")]
    [InlineData("0.5", "500m")]
    [InlineData("2k", "2e3")]
    [InlineData("1.5Gi", "1536Mi")]
    public void Two_spellings_of_one_quantity_are_one(string one, string other) => Quantities.Canonical(one).ShouldBe(Quantities.Canonical(other));

    [Theory]
    [InlineData("25%")]
    [InlineData("soft")]
    [InlineData("1GiB")]
    [InlineData("")]
    [InlineData("99999999999999999999999Ei")]
    public void What_is_no_quantity_stays_as_it_is(string text) => Quantities.Canonical(text).ShouldBe(text);
}
