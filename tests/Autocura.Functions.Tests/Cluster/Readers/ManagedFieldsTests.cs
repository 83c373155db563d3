using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class ManagedFieldsTests
{
    [Fact]
    public void It_tells_who_wrote_what_newest_first()
    {
        var changes = ManagedFields.Read(Json.Object("""
            {"metadata":{"managedFields":[
              {"manager":"helm","operation":"Apply","time":"2030-01-01T00:00:00Z","fieldsV1":{"f:spec":{"f:template":{},"f:replicas":{}},"f:metadata":{"f:labels":{}}}},
              {"manager":"kubectl-edit","operation":"Update","time":"2030-01-15T11:53:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}}]}}
            """));

        changes.Select(change => $"{change.Manager}: {string.Join(", ", change.Fields)}").ShouldBe(["kubectl-edit: spec.replicas", "helm: spec.template, spec.replicas, metadata.labels"]);
    }

    [Theory]
    [InlineData("kube-controller-manager", "\"f:spec\":{\"f:replicas\":{}}", "")]
    [InlineData("autocura", "\"f:spec\":{\"f:replicas\":{}}", "")]
    [InlineData("anybody", "\"f:status\":{\"f:replicas\":{}}", "")]
    [InlineData("anybody", "\"f:spec\":{\"f:replicas\":{}}", "status")]
    public void What_only_follows_from_a_change_is_left_out(string manager, string fields, string subresource) => ManagedFields.Read(Json.Object($$"""
        {"metadata":{"managedFields":[{"manager":"{{manager}}","subresource":"{{subresource}}","time":"2030-01-01T00:00:00Z","fieldsV1":{{{fields}} } }]} }
        """)).ShouldBeEmpty();
}
