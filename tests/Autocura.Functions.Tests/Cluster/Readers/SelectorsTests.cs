using Autocura.Cluster;
using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class SelectorsTests
{
    [Theory]
    [InlineData("""{"matchLabels":{"tier":"web","app":"cart"}}""", "app=cart,tier=web")]
    [InlineData("""{"matchExpressions":[{"key":"app","operator":"In","values":["a","b"]},{"key":"old","operator":"DoesNotExist"}]}""", "app in (a,b),!old")]
    [InlineData("""{"matchLabels":{"app":"cart"},"matchExpressions":[{"key":"app","operator":"NotIn","values":["x"]},{"key":"tier","operator":"Exists"}]}""", "app=cart,app notin (x),tier")]
    public void A_selector_is_written_as_the_query_takes_it(string selector, string expected) => Selectors.Of(Json.Object(selector)).ShouldBe(expected);

    [Fact]
    public void An_operator_that_is_not_known_is_refused_by_name() =>
        Should.Throw<ClusterException>(() => Selectors.Of(Json.Object("""{"matchExpressions":[{"key":"app","operator":"Like"}]}"""))).Message.ShouldContain("Like");
}
