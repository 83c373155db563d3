using Autocura.Signals;

namespace Autocura.Functions.Tests.Signals;

public sealed class WatchScopeTests
{
    private static readonly WatchScope Cart = new(IsOff: false, [new WatchedWorkload("shop", "cart")]);

    [Theory]
    [InlineData("Deployment", "shop", "cart", true)]
    [InlineData("Pod", "shop", "cart-7d9f8c6b5-x2x4z", true)]
    [InlineData("Pod", "shop", "cart-cache-7d9f8c6b5-x2x4z", false)]
    [InlineData("Service", "shop", "cart", true)]
    [InlineData("Deployment", "shop", "catalog", false)]
    [InlineData("Deployment", "other", "cart", false)]
    [InlineData("Node", "", "node-1", false)]
    public void A_target_is_watched_with_its_pods_and_what_bears_its_name(string kind, string ns, string name, bool covered) =>
        Cart.Covers(new Subject(kind, ns, name)).ShouldBe(covered);

    [Fact]
    public void With_no_target_everything_is_watched_and_nothing_when_it_is_off()
    {
        var node = new Subject("Node", "", "node-1");

        WatchScope.Everything.Covers(node).ShouldBeTrue();
        (Cart with { IsOff = true }).Covers(new Subject("Deployment", "shop", "cart")).ShouldBeFalse();
    }
}
