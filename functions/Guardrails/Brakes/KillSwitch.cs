namespace Autocura.Guardrails.Brakes;

/// <summary>
/// The one word that stops every change, everywhere, within one step: <c>stop: "true"</c> in the ConfigMap <c>autocura-control</c>. Any other word than true or
/// false stops too, since somebody meant something by it.
/// </summary>
public sealed record KillSwitch(bool IsStopped, string Reason)
{
    public const string Name = "autocura-control";
    public const string Key = "stop";

    /// <summary>What the ConfigMap says; null when there is no such object or key.</summary>
    public static KillSwitch Of(string where, string? word) => word switch
    {
        null => new KillSwitch(false, $"Nobody has set {Key} in {where}."),
        _ when bool.TryParse(word.Trim(), out var stop) => new KillSwitch(stop, $"{Key} in {where} is \"{word}\"."),
        _ => new KillSwitch(true, $"{Key} in {where} is \"{word}\", which is neither true nor false."),
    };

    /// <summary>Of several the first that stops.</summary>
    public static KillSwitch Strictest(IReadOnlyList<KillSwitch> switches) => switches.FirstOrDefault(one => one.IsStopped) ?? switches[0];
}
