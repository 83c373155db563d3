using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

public sealed class AlertedObjectTests
{
    [Fact]
    public void What_the_alert_is_about_comes_before_what_it_was_measured_on()
    {
        var alert = SomeAlert.With(("namespace", "shop"), ("service", "cart"), ("pod", "cart-1"), ("deployment", "cart"));
        AlertedObject.Of(alert).Select(named => named.Kind).ShouldBe(["Deployment", "Pod", "Service"]);
    }

    [Theory]
    [InlineData(null, "Workload")]
    [InlineData("statefulset", "StatefulSet")]
    [InlineData("deployment", "Deployment")]
    [InlineData("replicaset", "Workload")]
    public void A_workload_may_be_named_without_its_kind(string? type, string kind)
    {
        var alert = SomeAlert.With([("namespace", "shop"), ("workload", "cart"), .. type is null ? [] : new[] { ("workload_type", type) }]);
        AlertedObject.Of(alert).ShouldHaveSingleItem().ShouldBe(new AlertedObject(kind, "cart", "workload"));
    }

    [Fact]
    public void An_exported_label_wins_over_the_plain_one()
    {
        var alert = SomeAlert.With(("namespace", "monitoring"), ("exported_namespace", "shop"), ("pod", "kube-state-metrics-0"), ("exported_pod", "cart-1"));
        AlertedObject.NamespaceOf(alert).ShouldBe("shop");
        AlertedObject.Of(alert).ShouldHaveSingleItem().ShouldBe(new AlertedObject("Pod", "cart-1", "exported_pod"));
    }

    [Fact]
    public void Beside_an_exported_namespace_the_plain_pod_and_service_are_the_exporters()
    {
        var alert = SomeAlert.With(("namespace", "monitoring"), ("exported_namespace", "shop"), ("pod", "kube-state-metrics-0"), ("service", "kube-state-metrics"), ("deployment", "cart"));
        AlertedObject.Of(alert).ShouldHaveSingleItem().Name.ShouldBe("cart");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secrets/token")]
    [InlineData("cart?limit=1")]
    [InlineData("Cart")]
    [InlineData("cart\n")]
    [InlineData("-cart")]
    [InlineData("cart.")]
    [InlineData("")]
    public void A_name_that_no_object_can_have_is_none(string name)
    {
        AlertedObject.Of(SomeAlert.With(("namespace", "shop"), ("deployment", name))).ShouldBeEmpty();
        AlertedObject.NamespaceOf(SomeAlert.With(("namespace", name))).ShouldBeNull();
    }

    [Fact]
    public void Node_instance_and_job_name_nothing_that_can_be_healed() =>
        AlertedObject.Of(SomeAlert.With(("namespace", "shop"), ("node", "node-1"), ("instance", "10.0.0.1:8080"), ("job", "cart"))).ShouldBeEmpty();
}
