using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Tests.Cluster.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "cart", ["tier"] = "back" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=cart", true)]
    [InlineData("app==cart,tier=back", true)]
    [InlineData("app=cart,tier=front", false)]
    [InlineData("app!=cart", false)]
    [InlineData("zone!=a", true)]
    [InlineData("app in (web, cart)", true)]
    [InlineData("app notin (web,cart)", false)]
    [InlineData("zone notin (a)", true)]
    [InlineData("tier", true)]
    [InlineData("!tier", false)]
    [InlineData("!zone,app in (cart),tier", true)]
    public void The_query_syntax_means_what_it_means_to_kubectl(string selector, bool matches) => LabelSelector.Parse(selector).Matches(Labels).ShouldBe(matches);

    [Theory]
    [InlineData("a b")]
    [InlineData("=x")]
    [InlineData("app like (x)")]
    public void What_cannot_be_read_is_a_bad_request(string selector) =>
        Should.Throw<ApiStatusException>(() => LabelSelector.Parse(selector)).Status.Code.ShouldBe(400);

    [Fact]
    public void An_object_selects_by_labels_and_expressions()
    {
        var selector = LabelSelector.From(TemporaryStore.Parse(
            """{"matchLabels":{"app":"cart"},"matchExpressions":[{"key":"tier","operator":"In","values":["back","mid"]},{"key":"zone","operator":"DoesNotExist"}]}"""));
        selector.Matches(Labels).ShouldBeTrue();
        selector.ToString().ShouldBe("app=cart,tier in (back,mid),!zone");
    }
}
