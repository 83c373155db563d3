namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications:PagerDuty</c>.</summary>
public sealed record PagerDutyOptions
{
    /// <summary>The integration key of a service (Events API v2).</summary>
    public string RoutingKey { get; init; } = "";

    /// <summary>Another region has its own address.</summary>
    public string Url { get; init; } = "https://events.pagerduty.com/v2/enqueue";

    internal string Missing => RoutingKey.Length == 0 ? "PagerDuty:RoutingKey" : "";

    internal IEnumerable<string> Problems() => WebAddress.Is(Url) ? [] : ["PagerDuty:Url is no http or https address."];
}
