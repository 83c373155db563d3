using System.Net.Http.Json;
using Autocura.Incidents;

namespace Autocura.Support.Healing;

/// <summary>A person who reads each plan that asks for approval for a minute, and agrees.</summary>
internal sealed class Approver(HttpClient http)
{
    private static readonly TimeSpan Reads = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateTimeOffset> asked = [];
    private readonly HashSet<string> decided = [];

    /// <summary>Plans that were asked about.</summary>
    public int Asked => asked.Count;

    public async Task LookAsync(IEnumerable<EndedIncident> incidents, DateTimeOffset now)
    {
        foreach (var incident in incidents.Where(incident => incident is { Outcome: null, Status: { Phase: IncidentPhase.AwaitingApproval, Plan: not null } }))
        {
            var plan = incident.Status.Plan!.Id;
            asked.TryAdd(plan, now);
            if (now - asked[plan] >= Reads && decided.Add(plan))
            {
                using var answer = await http.PostAsJsonAsync($"api/incidents/{incident.Status.Workload.InstanceId}/approval", new { planId = plan, approved = true, by = "on-call", reason = "the diff is what I would do" });
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
