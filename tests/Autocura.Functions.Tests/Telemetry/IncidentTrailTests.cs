using System.Diagnostics;
using Autocura.Incidents;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Telemetry;

public sealed class IncidentTrailTests
{
    private static readonly Incident Cart = new() { Workload = new WorkloadRef("c", "Deployment", "shop", "cart"), OpenedAt = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), Signals = [] };

    [Fact]
    public void An_incident_and_those_who_tell_of_it_are_known_by_their_ids()
    {
        IncidentTrail.IncidentOf(Cart.InstanceId).ShouldBe(Cart.InstanceId);
        IncidentTrail.IncidentOf($"notices-{Cart.RecordName}").ShouldBe(Cart.InstanceId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("intake-0123456789abcdef0123")]
    [InlineData("intake-0123456789abcdef0123-12")]
    [InlineData("environment-3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData("0af7651916cd43dd8448eb211c80319c")]
    [InlineData("cart\nforged-0123456789")]
    public void Whatever_else_belongs_to_no_incident(string? id) => IncidentTrail.IncidentOf(id).ShouldBeNull();

    [Fact]
    public void A_step_tells_its_incident_its_attempt_and_its_place()
    {
        using var span = new Activity("activity").Start();
        var logger = new Lines();
        using (IncidentTrail.BeginStep(logger, $"{Cart.RecordName}/2/3"))
        {
            logger.Scopes.ShouldBe([$"Incident {Cart.InstanceId}, attempt 2, step 3"]);
        }

        (span.GetTagItem("autocura.incident.id"), span.GetTagItem("autocura.attempt"), span.GetTagItem("autocura.step")).ShouldBe((Cart.InstanceId, "2", "3"));
    }

    [Theory]
    [InlineData("environment-3f2504e0-4f89-41d3-9a0c-0305e82c3301/1/1")]
    [InlineData("step")]
    public void A_key_that_is_no_incidents_marks_nothing(string key)
    {
        using var span = new Activity("activity").Start();
        IncidentTrail.BeginStep(NullLogger.Instance, key).ShouldBeNull();
        span.TagObjects.ShouldBeEmpty();
    }

    private sealed class Lines : ILogger
    {
        public List<string> Scopes { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Scopes.Add($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
