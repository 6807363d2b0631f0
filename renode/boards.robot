# SPDX-License-Identifier: MIT
*** Comments ***
The boards for people who have Robot Framework: `renode-test renode/boards.robot`, after the boards were built. ./test needs none of it, and
runs more (tests/System/Renode).

*** Settings ***
Library           Process
Suite Setup       Setup
Suite Teardown    Teardown
Test Setup        Start Tpm
Test Teardown     Stop Tpm
Resource          ${RENODEKEYWORDS}

*** Variables ***
${TPM PORT}       2321
${NUCLEO}         nucleo-f767zi
${DISCOVERY}      stm32f4-discovery

*** Keywords ***
Start Tpm
    Test Setup
    ${directory}=                     Allocate Temporary Directory    tpm
    ${control}=                       Evaluate                        ${TPM PORT} + 1
    Start Process                     swtpm  socket  --tpm2  --tpmstate  dir\=${directory}  --flags  not-need-init
    ...                               --server  type\=tcp,port\=${TPM PORT},bindaddr\=127.0.0.1
    ...                               --ctrl  type\=tcp,port\=${control},bindaddr\=127.0.0.1
    Sleep                             1s

Stop Tpm
    Test Teardown
    Terminate All Processes

Create Board
    [Arguments]                       ${board}  ${console}
    Execute Command                   $tpmPort=${TPM PORT}
    Execute Command                   include @${CURDIR}/${board}.resc
    Create Terminal Tester            ${console}  timeout=60

*** Test Cases ***
The Nucleo Boots
    Create Board                      ${NUCLEO}  sysbus.usart3
    Start Emulation
    Wait For Line On Uart             state ready

The Discovery Boots
    Create Board                      ${DISCOVERY}  sysbus.usart2
    Start Emulation
    Wait For Line On Uart             state ready

An Absent Tpm Is Named
    Create Board                      ${NUCLEO}  sysbus.usart3
    Execute Command                   sysbus.spi1.tpm Knob "absent" "yes"
    Start Emulation
    Wait For Line On Uart             state tpm-absent

A Tpm That Hangs Is Named
    Create Board                      ${NUCLEO}  sysbus.usart3
    Execute Command                   sysbus.spi1.tpm Knob "hang" "ready"
    Start Emulation
    Wait For Line On Uart             state tpm-

A Lost Interrupt Is Got Over
    Create Board                      ${NUCLEO}  sysbus.usart3
    Execute Command                   sysbus.spi1.tpm Knob "interrupt" "lost"
    Start Emulation
    Wait For Line On Uart             state ready
