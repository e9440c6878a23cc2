using Crosscheck.Text.Attributions;
using Crosscheck.Text.Names;

namespace Crosscheck.Claims;

/// <summary>The kinds of source: government, military, police, medical, media, armed group and so on.</summary>
internal static class SourceKinds
{
    /// <summary>The kind of a source by its noun or, where it is known, its name; "person" and "unknown" where neither tells.</summary>
    public static string Of(Phrase phrase) =>
        phrase.Noun?.Kind ?? phrase.Actor?.Kind switch
        {
            ActorKind.StateForces => "military",
            ActorKind.RebelGroup or ActorKind.Militia => "armed group",
            ActorKind.Government => "government",
            ActorKind.International => "international",
            ActorKind.Media => "media",
            ActorKind.Ngo => "monitor",
            ActorKind.Political => "political",
            _ => phrase.IsPlace ? "government" : phrase.HasName ? "person" : "unknown",
        };

    /// <summary>The kinds of actor that a general noun can stand for; empty where it names no actor.</summary>
    public static ReadOnlySpan<ActorKind> ActorsOf(string noun) => noun switch
    {
        "group" or "movement" or "faction" or "militia" or "militants" or "rebels" or "insurgents" => [ActorKind.RebelGroup, ActorKind.Militia],
        "agency" or "news agency" or "newspaper" or "broadcaster" or "channel" or "outlet" or "paper" or "network" or "station" => [ActorKind.Media],
        "charity" or "ngo" or "watchdog" or "observatory" or "monitor" or "nonprofit" => [ActorKind.Ngo],
        "organisation" or "organization" => [ActorKind.Ngo, ActorKind.International, ActorKind.RebelGroup],
        _ => [],
    };
}
