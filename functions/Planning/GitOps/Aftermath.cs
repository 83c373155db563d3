using Autocura.Diagnosis;

namespace Autocura.Planning.GitOps;

/// <summary>What is to be said at an incident's end of changes that a GitOps tool would take back: what is suspended, for how long, and what to change in Git.</summary>
public static class Aftermath
{
    /// <summary>Empty where nothing is left suspended.</summary>
    public static string Of(RemediationPlan plan, IReadOnlyList<ActionReceipt> receipts)
    {
        var suspended = receipts.Where(receipt => receipt.Action == ActionNames.SuspendGitOps && receipt.Result is ReceiptResult.Applied or ReceiptResult.AlreadyApplied or ReceiptResult.Stopped).ToList();
        if (suspended.Count == 0)
        {
            return "";
        }

        var until = plan.Steps.Select(step => step.Parameters.GetValueOrDefault(ActionParameters.Until)).FirstOrDefault(text => text is not null);
        var names = string.Join(", ", suspended.Select(receipt => receipt.Target));
        return $" Suspended: {names}, until Git and cluster agree, or {until ?? "somebody lifts it"}. Change in Git: {Changes(receipts)}.";
    }

    /// <summary>What to say when somebody took a remedy back.</summary>
    public static string TakenBack(RemediationPlan plan, IReadOnlyList<ActionReceipt> receipts, string how) =>
        $"{plan.Strategy} was done and taken back: {how}. It is not done again. Change it where that writer has it from: {Changes(receipts)}.";

    private static string Changes(IReadOnlyList<ActionReceipt> receipts) => string.Join("; ", receipts
        .Where(receipt => receipt.Action != ActionNames.SuspendGitOps)
        .SelectMany(receipt => receipt.Diff.Select(line => $"{receipt.Target}: {line}"))
        .Take(20));
}
