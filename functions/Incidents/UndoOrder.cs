namespace Autocura.Incidents;

/// <summary>A person wants taken back what a plan did, while it is being measured. It names the plan, so that a late click never undoes another.</summary>
public sealed record UndoOrder(string PlanId, string By, string Reason)
{
    public string Told => Reason.Length == 0 ? $"{By} asked for it to be taken back" : $"{By} asked for it to be taken back: {Reason}";
}
