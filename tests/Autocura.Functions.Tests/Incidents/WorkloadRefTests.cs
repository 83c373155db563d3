using Autocura.Incidents;

namespace Autocura.Functions.Tests.Incidents;

public sealed class WorkloadRefTests
{
    private static readonly WorkloadRef Cart = new("prod", "Deployment", "shop", "cart");

    [Fact]
    public void The_instance_id_is_the_name_and_ten_hex_digits_of_the_identity()
    {
        // sha256("prod|shop|Deployment|cart"), computed with sha256sum
        Cart.InstanceId.ShouldBe("cart-4a0442c5f9");
    }

    [Fact]
    public void Workloads_that_differ_in_anything_have_different_ids() =>
        new[] { Cart, Cart with { Cluster = "test" }, Cart with { Kind = "StatefulSet" }, Cart with { Namespace = "shop2" }, Cart with { Name = "carts" } }
            .Select(workload => workload.InstanceId).Distinct().Count().ShouldBe(5);

    [Fact]
    public void The_record_of_a_workload_with_a_long_name_still_has_a_valid_name()
    {
        var incident = new Incident { Workload = Cart with { Name = new string('x', 250) }, OpenedAt = DateTimeOffset.UnixEpoch.AddSeconds(1771276354), Signals = [] };

        incident.InstanceId.Length.ShouldBeLessThanOrEqualTo(100);
        incident.RecordName.Length.ShouldBeLessThanOrEqualTo(63);
        incident.RecordName.ShouldEndWith("-1771276354");
    }
}
