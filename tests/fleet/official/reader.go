// Reads a results.yaml with the official suite's own types, in place of its main function: tests/fleet/build.sh puts this
// file beside its source. Prints what it read, as the suite itself would write it; ends with 1 and a line for each thing
// that it has no place or no name for.
package main

import (
	"fmt"
	"os"

	"github.com/goccy/go-yaml"
)

// As ReportResultsYAML writes them; names are text, since the suite's own reading of API names knows none of them.
type document struct {
	Config config            `yaml:"config"`
	APIs   map[string]status `yaml:"apis"`
	Data   map[string]status `yaml:"data"`
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		end(err)
	}
	var read document
	if err := yaml.NewDecoder(file, yaml.Strict()).Decode(&read); err != nil {
		end(err)
	}
	suite, err := suiteFor(read.Config)
	if err != nil {
		end(err)
	}
	problems := append(apiProblems(suite, read.APIs), dataProblems(suite, read.Data)...)
	for _, problem := range problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
	if err := yaml.NewEncoder(os.Stdout).Encode(read); err != nil {
		end(err)
	}
}

// suiteFor is the suite as it starts with this configuration: its data made, nothing sent.
func suiteFor(c config) (*runner, error) {
	suite, err := runnerNew(c)
	if err != nil {
		return nil, err
	}
	return suite, suite.GenerateData()
}

func apiProblems(suite *runner, found map[string]status) []string {
	known := map[string]stateAPIType{}
	for api := range stateAPIMax {
		known[api.String()] = api
	}
	problems := []string{}
	for name, word := range found {
		api, ok := known[name]
		if !ok {
			problems = append(problems, fmt.Sprintf("apis: no API is called %q", name))
		} else if suite.State.APIStatus[api] == statusDisabled && word != statusDisabled {
			problems = append(problems, fmt.Sprintf("apis: %q is %s, and disabled by the config", name, word))
		}
	}
	return problems
}

func dataProblems(suite *runner, found map[string]status) []string {
	// Made only while the suite talks to a registry.
	known := map[string]status{"Blobs sha256": statusUnknown, "Blobs sha512": statusUnknown, "Invalid Manifest Digest": statusUnknown}
	if !suite.Config.Data.Sha512 {
		known["Blobs sha512"] = statusDisabled
	}
	for key, data := range suite.State.Data {
		known[data.name] = suite.State.DataStatus[key]
	}
	problems := []string{}
	for name, word := range found {
		initial, ok := known[name]
		if !ok {
			problems = append(problems, fmt.Sprintf("data: no data is called %q", name))
		} else if initial == statusDisabled && word != statusDisabled {
			problems = append(problems, fmt.Sprintf("data: %q is %s, and disabled by the config", name, word))
		}
	}
	return problems
}

func end(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
