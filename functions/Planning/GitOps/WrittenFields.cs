using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Planning.GitOps;

/// <summary>Which fields of an object a plan's steps wrote, two levels deep ("spec.template"), as the cluster says who wrote what.</summary>
public static class WrittenFields
{
    public static IReadOnlyList<string> Of(IEnumerable<ActionReceipt> receipts, ObjectRef target) =>
    [
        .. receipts
            .Where(receipt => receipt.Write == WriteKind.Patch && receipt.Target.ToString() == target.ToString() && receipt.Result is ReceiptResult.Applied or ReceiptResult.AlreadyApplied)
            .SelectMany(receipt => receipt.Inverse.Length > 0 ? JsonNode.Parse(receipt.Inverse) as JsonArray ?? [] : [])
            .Select(operation => operation!["path"]!.GetValue<string>().Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Where(path => path is ["spec", _, ..])
            .Select(path => $"spec.{path[1]}")
            .Distinct(),
    ];
}
