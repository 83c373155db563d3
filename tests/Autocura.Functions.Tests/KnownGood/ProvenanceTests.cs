using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Cluster.Readers;
using Autocura.KnownGood;

namespace Autocura.Functions.Tests.KnownGood;

public sealed class ProvenanceTests
{
    private static readonly JsonObject Written = Json.Object("""
        {"metadata":{"creationTimestamp":"2030-01-01T08:00:00Z","managedFields":[
            {"manager":"helm","operation":"Update","time":"2030-01-01T08:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{},"f:template":{}}}},
            {"manager":"kubectl-edit","operation":"Update","time":"2030-01-01T09:00:00Z","fieldsV1":{"f:spec":{"f:template":{}}}},
            {"manager":"autocura","operation":"Update","time":"2030-01-01T09:30:00Z","fieldsV1":{"f:metadata":{"f:annotations":{}}}},
            {"manager":"kube-controller-manager","operation":"Update","subresource":"status","time":"2030-01-01T10:00:00Z","fieldsV1":{"f:status":{"f:replicas":{}}}}]}}
        """);

    [Fact]
    public void Who_wrote_a_field_is_who_is_told() => Provenance.Of(Written, ["spec.template.spec.containers[app].image"]).By.ShouldBe("kubectl-edit");

    [Fact]
    public void A_field_that_somebody_else_wrote_is_theirs() => Provenance.Of(Written, ["spec.replicas"]).By.ShouldBe("helm");

    [Fact]
    public void The_status_is_nobodys_change_and_this_systems_writes_are_no_peoples()
    {
        Provenance.Of(Written).By.ShouldBe("autocura");
        Provenance.ByPeople(Written)!.By.ShouldBe("kubectl-edit");
    }

    [Fact]
    public void An_object_without_managed_fields_was_written_when_it_was_created() =>
        Provenance.Of(Json.Object("""{"metadata":{"creationTimestamp":"2030-01-01T08:00:00Z"}}""")).At.ShouldBe(new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_trace_from_before_the_good_state_is_not_of_the_change_since() =>
        Provenance.Of(Written, ["spec.replicas"]).After(new DateTimeOffset(2030, 1, 1, 8, 30, 0, TimeSpan.Zero)).ShouldBe(new Provenance(null, ""));
}
