using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class EventReaderTests
{
    [Fact]
    public void Warnings_about_the_workload_come_newest_first_and_without_secrets()
    {
        var events = new[]
        {
            Event("Warning", "Pod", "cart-2-a", "BackOff", "token=abc", "2030-01-15T11:00:00Z"),
            Event("Warning", "Pod", "cart-2-a", "Failed", "newer", "2030-01-15T11:30:00Z"),
            Event("Normal", "Pod", "cart-2-a", "Pulled", "fine", "2030-01-15T11:45:00Z"),
            Event("Warning", "Pod", "other-1", "BackOff", "not ours", "2030-01-15T11:50:00Z"),
        };

        EventReader.Warnings(events.Select(Json.Object), new HashSet<string> { "Pod/cart-2-a" }).Select(warning => warning.Message).ShouldBe(["newer", "token=[redacted]"]);
    }

    [Theory]
    [InlineData("Scaled down replica set cart-2 from 3 to 0", 3)]
    [InlineData("Scaled down replica set cart-1 from 3 to 2", null)]
    [InlineData("Scaled up replica set cart-2 from 0 to 3", null)]
    [InlineData("Scaled down replica set cart-2 from many to 0", null)]
    public void The_replicas_before_stand_in_the_event_of_scaling_to_zero(string message, int? expected) => EventReader
        .ReplicasScaledDownFrom([Json.Object(Event("Normal", "Deployment", "cart", "ScalingReplicaSet", message, "2030-01-15T11:00:00Z"))], "Deployment/cart").ShouldBe(expected);

    [Fact]
    public void The_newest_scaling_to_zero_counts() => EventReader.ReplicasScaledDownFrom(
        new[]
        {
            Event("Normal", "Deployment", "cart", "ScalingReplicaSet", "Scaled down replica set cart-1 from 5 to 0", "2030-01-15T10:00:00Z"),
            Event("Normal", "Deployment", "cart", "ScalingReplicaSet", "Scaled down replica set cart-2 from 2 to 0", "2030-01-15T11:00:00Z"),
        }.Select(Json.Object),
        "Deployment/cart").ShouldBe(2);

    private static string Event(string type, string kind, string name, string reason, string message, string at) => $$"""
        {"type":"{{type}}","reason":"{{reason}}","message":"{{message}}","lastTimestamp":"{{at}}","involvedObject":{"kind":"{{kind}}","name":"{{name}}"} }
        """;
}
