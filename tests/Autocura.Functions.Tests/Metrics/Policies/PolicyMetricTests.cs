using Autocura.Metrics.Policies;
using Autocura.Support;

namespace Autocura.Functions.Tests.Metrics.Policies;

public sealed class PolicyMetricTests
{
    [Theory]
    [InlineData("deployment", "cart", true)]
    [InlineData("service", "cart", true)]
    [InlineData("pod", "cart-7d4b9c6f5-abcde", true)]
    [InlineData("pod", "cart-0", false)]
    [InlineData("pod", "cart-db-7d4b9c6f5-abcde", false)]
    [InlineData("deployment", "cart-db", false)]
    [InlineData("instance", "cart", false)]
    public void A_series_is_the_workloads_by_the_labels_that_exporters_use(string label, string value, bool expected) =>
        new PolicyMetric("queue_length", Some.Cart).Owns(new Dictionary<string, string> { ["namespace"] = "shop", [label] = value }).ShouldBe(expected);

    [Fact]
    public void A_series_of_another_namespace_is_not() => new PolicyMetric("queue_length", Some.Cart).Owns(new Dictionary<string, string> { ["namespace"] = "web", ["deployment"] = "cart" }).ShouldBeFalse();

    [Fact]
    public void Many_namespaces_are_one_question() =>
        new PolicyMetric("queue_length", Some.Cart).Expression(["web", "shop.a"], "cluster=~\"x\"").ShouldBe("""queue_length{namespace=~"shop\\.a|web",cluster=~"x"}""");

    [Fact]
    public void An_expression_is_asked_as_it_stands_with_the_workloads_names()
    {
        var metric = new PolicyMetric("""sum(rate(requests{namespace="$namespace",app="$workload"}[1m]))""", Some.Cart);

        metric.IsName.ShouldBeFalse();
        metric.Expression([], "").ShouldBe("""sum(rate(requests{namespace="shop",app="cart"}[1m]))""");
    }
}
