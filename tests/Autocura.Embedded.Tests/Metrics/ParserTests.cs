using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class ParserTests
{
    [Theory]
    [InlineData("rate(x[5m])[10m:1m]", "subqueries are not supported")]
    [InlineData("x[5m:1m]", "subqueries are not supported")]
    [InlineData("x @ 1609746000", "the @ modifier is not supported")]
    [InlineData("predict_linear(x[5m], 60)", "function \"predict_linear\" is not supported here; supported are")]
    [InlineData("sum(x) offset 5m", "an operator or the end")]
    [InlineData("rate(x[5m]) offset 5m", "offset modifier must be preceded by")]
    [InlineData("count_values(\"v\", x)", "function \"count_values\" is not supported")]
    public void What_the_language_has_and_this_engine_has_not_is_refused_by_name(string query, string reason) =>
        Should.Throw<QueryException>(() => Parser.Parse(query)).Message.ShouldContain(reason);

    [Fact]
    public void A_query_nested_without_end_is_refused_and_does_not_end_the_process() =>
        Should.Throw<QueryException>(() => Parser.Parse(new string('(', 100_000) + "1")).Message.ShouldContain("nested deeper");

    [Fact]
    public void Signs_without_end_are_refused_too() =>
        Should.Throw<QueryException>(() => Parser.Parse(new string('-', 100_000) + "1")).Message.ShouldContain("nested deeper");

    [Fact]
    public void An_error_says_where_it_is() =>
        Should.Throw<QueryException>(() => Parser.Parse("sum(x) + sum(")).Message.ShouldContain("1:14: parse error");

    [Fact]
    public void Escapes_in_strings_are_those_of_go() =>
        Parser.Parse("\"a\\n\\\"\\\\\\x41\\u00e9\\U0001F600\"").ShouldBeOfType<TextExpression>().Value.ShouldBe("a\n\"\\Aé😀");

    [Fact]
    public void A_pattern_that_would_take_for_ever_elsewhere_is_matched_in_linear_time() =>
        new LabelMatcher("a", LabelMatch.Regex, "(a+)+b").Matches(new string('a', 50_000)).ShouldBeFalse();
}
