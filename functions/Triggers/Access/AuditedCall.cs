using Autocura.Ledger.Audit;
using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers.Access;

/// <summary>One call that is on record, whose answer is recorded once, whichever way it ends.</summary>
internal sealed class AuditedCall(CallRecorder recorder, AuditEntry entry)
{
    private int isAnswered;

    /// <summary>Records the answer before it leaves.</summary>
    public void Watch(HttpContext http) => http.Response.OnStarting(() => EndAsync(http.Response.StatusCode));

    public Task EndAsync(int status) => Interlocked.Exchange(ref isAnswered, 1) == 0 ? recorder.AnsweredAsync(entry, status) : Task.CompletedTask;
}
