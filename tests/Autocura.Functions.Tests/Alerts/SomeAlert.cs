using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

/// <summary>Alerts as tests need them.</summary>
internal static class SomeAlert
{
    public static readonly DateTimeOffset Onset = new(2026, 1, 5, 7, 55, 0, TimeSpan.Zero);

    public static Alert With(params (string Name, string Value)[] labels)
    {
        var all = labels.ToDictionary(label => label.Name, label => label.Value);
        all.TryAdd("alertname", "KubePodCrashLooping");
        return new Alert { Status = AlertStatus.Firing, Fingerprint = Fingerprint.Of(all), StartsAt = Onset, Labels = all };
    }

    /// <summary>An alert about a deployment of the shop.</summary>
    public static Alert On(string deployment, string name = "KubePodCrashLooping") => With(("alertname", name), ("namespace", "shop"), ("deployment", deployment));

    public static Alert Resolved(this Alert alert) => alert with { Status = AlertStatus.Resolved, EndsAt = alert.StartsAt.AddMinutes(5) };
}
